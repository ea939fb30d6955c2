frappe.listview_settings["Sink Team Application"] = {
	add_fields: ["workflow_state"],
	hide_name_column: true,
};
