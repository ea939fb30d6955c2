frappe.ui.form.on("Sink Evaluation Settings", {
	refresh(frm) {
		frm.add_custom_button(__("Points Rules"), () => frappe.set_route("List", "Sink Points Rule"));
		frm.add_custom_button(__("Star Levels"), () => frappe.set_route("List", "Sink Star Level"));
	},
});
