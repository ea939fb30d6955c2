frappe.listview_settings["Sink Consent"] = {
	add_fields: ["withdrawn_on"],
	hide_name_column: true,

	get_indicator(doc) {
		if (doc.withdrawn_on) return [__("Withdrawn"), "orange", "withdrawn_on,is,set"];
		return [__("Agreed"), "green", "withdrawn_on,is,not set"];
	},
};
