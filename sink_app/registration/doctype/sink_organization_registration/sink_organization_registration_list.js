frappe.listview_settings["Sink Organization Registration"] = {
	add_fields: ["workflow_state"],
	hide_name_column: true,
};
