frappe.listview_settings["Sink Points Rule"] = {
	add_fields: ["enabled"],
	get_indicator: (rule) =>
		rule.enabled ? [__("Enabled"), "green", "enabled,=,1"] : [__("Disabled"), "gray", "enabled,=,0"],
};
