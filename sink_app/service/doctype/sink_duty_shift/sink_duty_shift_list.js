frappe.listview_settings["Sink Duty Shift"] = {
	add_fields: ["status", "stood_in_for"],
	hide_name_column: true,

	get_indicator(doc) {
		const colour = { Draft: "gray", Planned: "blue", Served: "green", Absent: "red", Cancelled: "gray" };
		return [__(doc.status), colour[doc.status], `status,=,${doc.status}`];
	},
};
