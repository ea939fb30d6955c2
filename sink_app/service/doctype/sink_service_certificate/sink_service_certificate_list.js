frappe.listview_settings["Sink Service Certificate"] = {
	add_fields: ["withdrawn"],
	hide_name_column: true,
	get_indicator: (doc) =>
		doc.withdrawn
			? [__("Withdrawn"), "red", "withdrawn,=,1"]
			: [__("In Force"), "green", "withdrawn,=,0"],
};
