frappe.listview_settings["Sink Member Merge"] = {
	hide_name_column: true,
	get_indicator: () => [__("Merged"), "gray", ""],
};
