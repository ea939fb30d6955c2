frappe.listview_settings["Sink Meeting Series"] = {
	add_fields: ["disabled"],
	hide_name_column: true,
	get_indicator: (doc) =>
		doc.disabled ? [__("Disabled"), "gray", "disabled,=,1"] : [__("In Use"), "green", "disabled,=,0"],
};
