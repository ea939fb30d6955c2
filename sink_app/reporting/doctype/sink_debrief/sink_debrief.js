frappe.ui.form.on("Sink Debrief", {
	async onload(frm) {
		if (!frm.is_new()) return;
		if (!frm.doc.year) frm.set_value("year", Number(frappe.datetime.nowdate().slice(0, 4)));
		await sink.bodies.fill_own(frm);
	},

	refresh(frm) {
		sink.reporting.show_figures(frm, frm.doc.status);
		if (frm.is_new() || frm.doc.status === "Debriefed" || !frm.perm[0].write) return;
		frm.add_custom_button(__("It Was Debriefed"), () =>
			frm.set_value("status", "Debriefed").then(() => frm.save()),
		);
	},
});
