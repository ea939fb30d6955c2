frappe.ui.form.on("Sink Time Limit", {
	refresh: (frm) => sink.approvals.offer_choices(frm),
	workflow: (frm) => sink.approvals.offer_choices(frm),
});
