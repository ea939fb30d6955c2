// “三个一”: a new plan begins with the branch's compound and the year's theme; July notice and year-end report.

frappe.provide("sink.three_ones");

const MODULE = "sink_app.joint_projects.three_ones";

sink.three_ones.setup = (frm) => {
	frm.set_query("organization", () => ({ filters: { level: "Branch", disabled: 0 } }));
	frm.set_query("compound", () => ({ filters: { level: "Compound", disabled: 0 } }));
	frm.set_query("campaign", () => ({ filters: { disabled: 0 } }));
};

sink.three_ones.begin = async (frm) => {
	if (!frm.is_new()) return;
	const { organization, compound, theme, campaign } = await frappe.xcall(`${MODULE}.beginning`);
	const values = { organization, compound, party_day_theme: theme, campaign };
	for (const [field, value] of Object.entries(values)) {
		if (value && !frm.doc[field]) frm.set_value(field, value);
	}
	if (!frm.doc.year) frm.set_value("year", Number(frappe.datetime.nowdate().slice(0, 4)));
};

sink.three_ones.refresh = (frm) => {
	if (frm.is_new()) return;
	sink.paper_sheets.offer(frm);
	const { is_late, due_date, workflow_state, notice_on, reported_on, done_count } = frm.doc;
	if (is_late) {
		const due = frappe.datetime.str_to_user(due_date);
		frm.dashboard.add_indicator(__("Fixed late: it was due by {0}", [due]), "red");
	}
	if (workflow_state !== "Three Ones Fixed") return;
	frm.dashboard.add_indicator(
		__("{0} of 3 done", [done_count || 0]),
		done_count === 3 ? "green" : "orange",
	);
	if (!frm.perm[0].write) return;
	if (!notice_on) frm.add_custom_button(__("Tell the Members"), () => tell_members(frm));
	if (!reported_on) frm.add_custom_button(__("Report Upward"), () => report(frm));
};

function tell_members(frm) {
	const fields = [
		{ fieldname: "words", fieldtype: "Small Text", label: __("What Was Told"), reqd: 1 },
		{ fieldname: "meeting", fieldtype: "Link", options: "Sink Meeting", label: __("Meeting") },
	];
	ask(frm, __("Tell the Members"), fields, "tell_members");
}

function report(frm) {
	const fields = [
		{
			fieldname: "words",
			fieldtype: "Small Text",
			label: __("What Is to Be Added"),
			default: frm.doc.report_words,
		},
	];
	ask(frm, __("Report Upward"), fields, "report");
}

function ask(frm, title, fields, method) {
	const dialog = new frappe.ui.Dialog({
		title,
		fields,
		primary_action_label: title,
		async primary_action(values) {
			await frappe.xcall(`${MODULE}.${method}`, { plan: frm.docname, ...values });
			dialog.hide();
			frm.reload_doc();
		},
	});
	dialog.show();
}
