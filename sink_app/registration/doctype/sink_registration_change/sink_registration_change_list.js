frappe.listview_settings["Sink Registration Change"] = {
	add_fields: ["workflow_state"],
	hide_name_column: true,
};
