frappe.ui.form.on("Sink Annual Report", {
	setup(frm) {
		frm.set_query("debrief", () => ({
			filters: { organization: frm.doc.organization, year: frm.doc.year },
		}));
	},

	async onload(frm) {
		if (!frm.is_new()) return;
		if (!frm.doc.year) frm.set_value("year", Number(frappe.datetime.nowdate().slice(0, 4)));
		await sink.bodies.fill_own(frm);
	},

	refresh(frm) {
		sink.reporting.show_figures(frm);
		sink.reporting.show_return(frm);
		const is_written = ["Draft", "Returned", undefined, ""].includes(frm.doc.workflow_state);
		if (is_written) {
			frm.add_custom_button(__("Draft From the Figures"), () => draft(frm));
		}
	},
});

async function draft(frm) {
	if (!frm.doc.organization) {
		frappe.msgprint(__("Please choose the party organization first."));
		return;
	}
	const method = "sink_app.reporting.doctype.sink_annual_report.sink_annual_report.offered_words";
	const words = await frappe.xcall(method, { report: frm.doc });
	for (const [field, text] of Object.entries(words)) {
		await frm.set_value(field, [frm.doc[field], text].filter(Boolean).join("\n"));
	}
}
