frappe.listview_settings["Sink Pair"] = {
	add_fields: ["kind", "to_date"],
	hide_name_column: true,

	get_indicator(doc) {
		const has_ended = doc.to_date && doc.to_date < frappe.datetime.nowdate();
		return has_ended ? [__("Ended"), "gray"] : [__("Serves"), "green"];
	},
};
