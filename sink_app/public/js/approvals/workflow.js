frappe.ui.form.on("Workflow", {
	refresh(frm) {
		if (frm.is_new()) return;
		frm.add_custom_button(__("Check Chain"), () =>
			sink.approvals.show_findings({ workflow: frm.doc.name }),
		);
		frm.add_custom_button(__("Try It Out"), () => sink.approvals.dry_run(frm.doc));
	},
});
