frappe.listview_settings["Sink Activity Participant"] = {
	hide_name_column: true,
	get_indicator(doc) {
		const colour = { "Signed Up": "blue", Attended: "green", Absent: "orange", Withdrawn: "gray" }[
			doc.status
		];
		return [__(doc.status), colour, `status,=,${doc.status}`];
	},
};
