frappe.listview_settings["Sink Communication Group"] = {
	add_fields: ["status", "kind"],
	hide_name_column: true,
	filters: [["status", "=", "In Use"]],
};
