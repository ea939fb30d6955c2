frappe.listview_settings["Sink Organization"] = {
	add_fields: ["disabled", "is_temporary", "dissolved_on"],
	hide_name_column: true,

	get_indicator(doc) {
		if (doc.dissolved_on && doc.dissolved_on <= frappe.datetime.nowdate()) {
			return [__("Dissolved"), "gray", "dissolved_on,is,set"];
		}
		if (doc.disabled) return [__("Disabled"), "gray", "disabled,=,1"];
		if (doc.is_temporary) return [__("Temporary"), "orange", "is_temporary,=,1|disabled,=,0"];
		return [__("At Work"), "green", "disabled,=,0"];
	},
};
