frappe.ui.form.on("Sink Case", {
	async onload(frm) {
		if (!frm.is_new()) return;
		frm.set_value("year", Number(frappe.datetime.nowdate().slice(0, 4)));
		await sink.bodies.fill_own(frm);
	},

	refresh(frm) {
		if (frm.is_new() || frm.doc.status === "Shared" || !frm.perm[0].write) return;
		frm.add_custom_button(__("Share"), () => frm.set_value("status", "Shared").then(() => frm.save()));
	},
});
