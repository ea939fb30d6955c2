frappe.ui.form.on("Sink Evaluation Settings", {
	refresh(frm) {
		frm.add_custom_button(__("Points Rules"), () => frappe.set_route("List", "Sink Points Rule"));
		frm.add_custom_button(__("Star Levels"), () => frappe.set_route("List", "Sink Star Level"));
	},

	enable_points(frm) {
		if (frm.doc.enable_points && !frm.doc.points_from) {
			frm.set_value("points_from", frappe.datetime.year_start());
		}
	},
});
