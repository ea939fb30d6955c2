frappe.listview_settings["Sink Position"] = {
	add_fields: ["status", "headcount", "taken"],
	hide_name_column: true,

	get_indicator(doc) {
		const colour = { Vacant: "green", Filled: "blue", Closed: "gray" }[doc.status];
		return [__(doc.status), colour, `status,=,${doc.status}`];
	},
};
