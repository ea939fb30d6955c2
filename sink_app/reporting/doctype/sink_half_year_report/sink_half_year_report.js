frappe.ui.form.on("Sink Half-Year Report", {
	setup(frm) {
		frm.set_query("activity", "checks", () => ({
			filters: { kind: ["in", ["Joint Theme Party Day", "Organization Life", "Study and Education"]] },
		}));
	},

	onload(frm) {
		if (!frm.is_new()) return;
		const [year, month] = frappe.datetime.nowdate().split("-").map(Number);
		if (!frm.doc.year) frm.set_value("year", year);
		if (!frm.doc.half) frm.set_value("half", month < 7 ? "First Half" : "Second Half");
	},

	refresh(frm) {
		sink.reporting.show_figures(frm);
		sink.reporting.show_return(frm);
	},
});
