frappe.listview_settings["Sink Issue"] = {
	add_fields: ["urgent"],
	hide_name_column: true,
};
