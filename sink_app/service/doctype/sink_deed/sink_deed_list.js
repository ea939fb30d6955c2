frappe.listview_settings["Sink Deed"] = {
	add_fields: ["workflow_state"],
	hide_name_column: true,
};
