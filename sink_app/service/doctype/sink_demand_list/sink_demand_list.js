frappe.ui.form.on("Sink Demand List", {
	setup: (frm) => sink.lists.setup(frm),
	onload: (frm) => sink.lists.prefill(frm),
	refresh: (frm) => sink.lists.refresh(frm),
});
