frappe.ui.form.on("Sink Dispute", {
	setup(frm) {
		frm.set_query("kind", () => ({ filters: { disabled: 0 } }));
		frm.set_query("area", () => ({ filters: { level: ["not in", ["City", "District"]], disabled: 0 } }));
	},

	onload(frm) {
		if (frm.is_new() && !frm.doc.area) sink.bodies.fill_own(frm);
	},
});
