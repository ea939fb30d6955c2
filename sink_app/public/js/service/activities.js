frappe.provide("sink.service");

const METHODS = "sink_app.service.activities.attendance";

/** The list of who signed up, ticked for who came; who came without signing up is added below. */
sink.service.take_attendance = async (frm) => {
	const people = await frappe.xcall(`${METHODS}.people`, { activity: frm.docname });
	const dialog = new frappe.ui.Dialog({
		title: __("Who Came"),
		fields: fields_of(people),
		primary_action_label: __("Keep the List"),
		async primary_action(values) {
			await frappe.xcall(`${METHODS}.keep`, {
				activity: frm.docname,
				present: values.present || [],
				added: (values.added || []).map((row) => row.member).filter(Boolean),
			});
			dialog.hide();
			frm.reload_doc();
			frappe.show_alert({ message: __("The list is kept."), indicator: "green" });
		},
	});
	dialog.show();
};

function fields_of(people) {
	const options = people.map((row) => ({
		label: row.member_name,
		value: row.name,
		checked: row.status !== "Absent",
	}));
	const member = {
		fieldtype: "Link",
		fieldname: "member",
		label: __("Party Member"),
		options: "Sink Member",
		in_list_view: 1,
	};
	return [
		{ fieldtype: "MultiCheck", fieldname: "present", label: __("Signed Up"), columns: 2, options },
		{ fieldtype: "Section Break" },
		{
			fieldtype: "Table",
			fieldname: "added",
			label: __("Came Without Signing Up"),
			in_place_edit: true,
			fields: [member],
			data: [],
		},
	];
}

/** One click makes a service record of everybody who came; it may be clicked again. */
sink.service.make_records = async (frm, late_reason) => {
	const answer = await frappe.xcall(`${METHODS}.make_records`, { activity: frm.docname, late_reason });
	if (answer.needs_reason) {
		frappe.prompt(
			{ fieldname: "reason", fieldtype: "Small Text", label: __("Why It Is Entered Late"), reqd: 1 },
			({ reason }) => sink.service.make_records(frm, reason),
			__("This activity is over long since"),
			__("Make Service Records"),
		);
		return;
	}
	frm.reload_doc();
	const message = answer.made
		? __("{0} service records made; somebody else of the community confirms them.", [answer.made])
		: __("Everybody who came has a service record already.");
	if (answer.refusals.length) sink.service.tell_refusals(__("Not Everybody Got a Record"), answer.refusals);
	else frappe.show_alert({ message, indicator: answer.made ? "green" : "blue" }, 7);
};
