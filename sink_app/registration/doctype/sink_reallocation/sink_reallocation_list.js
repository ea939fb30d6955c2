frappe.listview_settings["Sink Reallocation"] = {
	add_fields: ["workflow_state"],
	hide_name_column: true,
};
