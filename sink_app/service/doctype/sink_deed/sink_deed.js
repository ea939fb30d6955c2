frappe.ui.form.on("Sink Deed", {
	setup(frm) {
		frm.set_query("area", () => ({
			filters: { level: ["in", ["Community", "Compound", "Grid", "Building"]], disabled: 0 },
		}));
		frm.set_query("category", () => ({ filters: { is_group: 0, disabled: 0 } }));
	},
});
