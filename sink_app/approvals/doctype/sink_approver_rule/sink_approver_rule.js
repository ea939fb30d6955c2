frappe.ui.form.on("Sink Approver Rule", {
	refresh: (frm) => sink.approvals.offer_choices(frm),
	workflow: (frm) => sink.approvals.offer_choices(frm),
});
