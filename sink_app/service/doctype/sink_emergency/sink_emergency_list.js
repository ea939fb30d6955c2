frappe.listview_settings["Sink Emergency"] = {
	add_fields: ["mode", "is_drill"],
	hide_name_column: true,
};
