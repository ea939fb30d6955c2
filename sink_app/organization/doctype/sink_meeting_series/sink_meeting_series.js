frappe.ui.form.on("Sink Meeting Series", {
	setup(frm) {
		frm.set_query("kind", () => ({ filters: { disabled: 0 } }));
		frm.set_query("area", () => ({
			filters: { level: ["in", ["Street", "Community", "Compound"]], disabled: 0 },
		}));
	},

	onload: (frm) => sink.bodies.fill_own(frm),
});
