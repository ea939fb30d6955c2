frappe.listview_settings["Sink Household Contact"] = {
	add_fields: ["needs_help"],
	hide_name_column: true,

	get_indicator: (doc) =>
		doc.needs_help
			? [__("Needs Further Help"), "orange", "needs_help,=,1"]
			: [__("Contacted"), "green", "needs_help,=,0"],
};
