frappe.listview_settings["Sink Meeting Kind"] = {
	add_fields: ["disabled", "interval_months"],
	hide_name_column: true,
	get_indicator: (doc) =>
		doc.disabled ? [__("Disabled"), "gray", "disabled,=,1"] : [__("In Use"), "green", "disabled,=,0"],
};
