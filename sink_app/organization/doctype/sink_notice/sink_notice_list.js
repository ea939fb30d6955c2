frappe.listview_settings["Sink Notice"] = {
	add_fields: ["to_date", "kind"],
	hide_name_column: true,
};
