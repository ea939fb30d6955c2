frappe.ui.form.on("Sink Member", {
	refresh(frm) {
		if (frm.is_new()) return;
		frm.add_custom_button(__("Service File"), () => frappe.set_route("sink-service-file", frm.docname));
	},
});
