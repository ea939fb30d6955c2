frappe.ui.form.on("Sink Progress Report", {
	setup(frm) {
		frm.set_query("organization", () => ({ filters: { level: "Unit", disabled: 0 } }));
	},

	async onload(frm) {
		if (!frm.is_new()) return;
		if (!frm.doc.from_date) frm.set_value("from_date", frappe.datetime.nowdate());
		await sink.bodies.fill_own(frm);
	},

	refresh(frm) {
		sink.reporting.show_figures(frm);
		sink.reporting.show_return(frm);
		if (frm.doc.red) {
			frm.dashboard.add_indicator(__("{0} projects are behind", [frm.doc.red]), "red");
		}
	},
});
