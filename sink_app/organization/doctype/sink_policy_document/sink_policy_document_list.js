frappe.listview_settings["Sink Policy Document"] = {
	add_fields: ["repealed_on", "effective_year"],
	hide_name_column: true,

	get_indicator(doc) {
		if (doc.repealed_on) return [__("Repealed"), "gray", "repealed_on,is,set"];
		return [__("In Force"), "green", "repealed_on,is,not set"];
	},
};
