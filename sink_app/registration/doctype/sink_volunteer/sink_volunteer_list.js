frappe.listview_settings["Sink Volunteer"] = {
	add_fields: ["to_date", "grid"],
	hide_name_column: true,

	get_indicator(doc) {
		if (doc.to_date && doc.to_date < frappe.datetime.nowdate())
			return [__("Ended"), "gray", "to_date,is,set"];
		return doc.grid
			? [__("Placed in Grid"), "green", "grid,is,set"]
			: [__("not placed"), "orange", "grid,is,not set"];
	},
};
