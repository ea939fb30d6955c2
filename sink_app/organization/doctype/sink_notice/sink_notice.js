frappe.ui.form.on("Sink Notice", {
	async onload(frm) {
		if (!frm.is_new()) return;
		if (!frm.doc.to_date) frm.set_value("to_date", frappe.datetime.add_days(frm.doc.from_date, 30));
		await sink.bodies.fill_own(frm);
	},

	refresh(frm) {
		if (frm.is_new()) return;
		frm.add_custom_button(__("Copy the Text"), () =>
			frappe.utils.copy_to_clipboard([frm.doc.title, frm.doc.text, frm.doc.signed_by].join("\n\n")),
		);
		if (frm.doc.workflow_state === "On Display") {
			frm.add_custom_button(__("See the Page"), () =>
				window.open(`/notices/${frm.doc.name}`, "_blank"),
			);
		}
	},
});
