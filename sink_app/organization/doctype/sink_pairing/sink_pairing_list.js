frappe.listview_settings["Sink Pairing"] = {
	add_fields: ["from_date", "to_date", "kind"],
	hide_name_column: true,

	get_indicator(doc) {
		const today = frappe.datetime.nowdate();
		if (doc.to_date && doc.to_date < today) return [__("Ended"), "gray", `to_date,<,${today}`];
		if (doc.from_date > today) return [__("Begins Later"), "blue", `from_date,>,${today}`];
		return [__("In Force"), "green", `from_date,<=,${today}`];
	},
};
