frappe.listview_settings["Sink Working Group"] = {
	add_fields: ["from_date", "to_date"],
	hide_name_column: true,

	get_indicator(doc) {
		const today = frappe.datetime.nowdate();
		if (doc.to_date && doc.to_date < today) return [__("Ended"), "gray", `to_date,<,${today}`];
		return [__("At Work"), "green", `from_date,<=,${today}`];
	},
};
