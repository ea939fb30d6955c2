// Putting an issue on the agenda of the next meeting: one click where one meeting is planned, a choice where several are.

frappe.provide("sink.agenda");

const PUT = "sink_app.organization.meetings.agenda.put";
const PLANNED = "sink_app.organization.meetings.agenda.planned";

/** Put the issue of a form on an agenda. */
sink.agenda.put = async (frm) => {
	const planned = await frappe.xcall(PLANNED, { issue: frm.doc.name });
	if (planned.length < 2) return put(frm);
	const dialog = new frappe.ui.Dialog({
		title: __("Put on a Meeting's Agenda"),
		fields: [
			{
				fieldname: "meeting",
				fieldtype: "Select",
				label: __("Meeting"),
				reqd: 1,
				options: planned.map(({ name, title }) => ({ value: name, label: title })),
				default: planned[0].name,
			},
		],
		primary_action_label: __("Put on the Agenda"),
		async primary_action({ meeting }) {
			dialog.hide();
			await put(frm, meeting);
		},
	});
	dialog.show();
};

async function put(frm, meeting) {
	const { title } = await frappe.xcall(PUT, { issue: frm.doc.name, meeting });
	frappe.show_alert({ message: __("On the agenda of «{0}».", [title]), indicator: "green" });
	frm.reload_doc();
}
