frappe.listview_settings["Sink Supervision Group"] = {
	add_fields: ["from_date", "to_date", "gives_stands"],
	hide_name_column: true,

	get_indicator(doc) {
		const today = frappe.datetime.nowdate();
		if (doc.to_date < today) return [__("Ended"), "gray", `to_date,<,${today}`];
		if (!doc.gives_stands) return [__("Cannot Look Yet"), "orange", "gives_stands,=,0"];
		return [__("At Work"), "green", `gives_stands,=,1|to_date,>=,${today}`];
	},
};
