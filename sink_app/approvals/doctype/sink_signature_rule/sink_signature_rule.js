frappe.ui.form.on("Sink Signature Rule", {
	refresh: (frm) => sink.approvals.offer_choices(frm, "signers"),
	workflow: (frm) => sink.approvals.offer_choices(frm, "signers"),
});
