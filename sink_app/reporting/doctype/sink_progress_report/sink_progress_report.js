frappe.ui.form.on("Sink Progress Report", {
	setup(frm) {
		frm.set_query("organization", () => ({ filters: { level: "Unit", disabled: 0 } }));
	},

	onload: (frm) => frm.is_new() && sink.bodies.fill_own(frm),

	async organization(frm) {
		const { organization } = frm.doc;
		if (!frm.is_new() || !organization) return;
		const offered = "sink_app.reporting.doctype.sink_progress_report.sink_progress_report.offered_day";
		frm.set_value("from_date", await frappe.xcall(offered, { organization }));
	},

	refresh(frm) {
		sink.reporting.show_figures(frm);
		sink.reporting.show_return(frm);
		// the supervision group adds remarks; what the unit reported stays the unit's
		const is_written = sink.reporting.is_written(frm);
		for (const field of ["items", "overview", "problems"])
			frm.set_df_property(field, "read_only", is_written ? 0 : 1);
		if (frm.doc.red) {
			frm.dashboard.add_indicator(__("{0} projects are behind", [frm.doc.red]), "red");
		}
	},
});
