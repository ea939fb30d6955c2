frappe.listview_settings["Sink Team Filing"] = {
	add_fields: ["workflow_state", "year", "team_count"],
	hide_name_column: true,
};
