frappe.listview_settings["Sink Star Level"] = {
	hide_name_column: false,
	formatters: { stars: (value) => "★".repeat(value) },
};
