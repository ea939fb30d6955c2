frappe.listview_settings["Sink Fulfilment Publication"] = {
	add_fields: ["status", "due_date"],
	hide_name_column: true,

	get_indicator(doc) {
		if (doc.status === "Published") return [__("Published"), "green", "status,=,Published"];
		const is_late = doc.due_date && doc.due_date < frappe.datetime.nowdate();
		return [
			is_late ? __("Late") : __("To Be Published"),
			is_late ? "red" : "orange",
			"status,=,To Be Published",
		];
	},
};
