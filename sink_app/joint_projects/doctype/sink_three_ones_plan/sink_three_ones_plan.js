frappe.ui.form.on("Sink Three-Ones Plan", {
	setup: (frm) => sink.three_ones.setup(frm),
	onload: (frm) => sink.three_ones.begin(frm),
	refresh: (frm) => sink.three_ones.refresh(frm),
});
