frappe.ui.form.on("Sink Area", {
	refresh(frm) {
		if (frm.is_new() || frm.doc.level !== "Community" || !frappe.model.can_read("Sink Record Seal"))
			return;
		frm.add_custom_button(__("Check the Seals of Service Records"), () =>
			sink.service.verify(frm.docname),
		);
	},
});
