frappe.ui.form.on("Sink Member", {
	refresh(frm) {
		if (frm.is_new() || !frappe.model.can_read("Sink Service Record")) return;
		frm.add_custom_button(
			__("Notebook of the Year"),
			() => sink.service.print_notebook(frm.docname),
			__("Service"),
		);
		if (frappe.model.can_create("Sink Service Record")) {
			frm.add_custom_button(
				__("Write a Service Record"),
				() => frappe.new_doc("Sink Service Record", { member: frm.docname }),
				__("Service"),
			);
		}
		if (frappe.model.can_create("Sink Service Certificate")) {
			frm.add_custom_button(
				__("Service Certificate"),
				() => frappe.new_doc("Sink Service Certificate", { member: frm.docname }),
				__("Service"),
			);
		}
	},
});
