frappe.listview_settings["Sink Key Household"] = {
	add_fields: ["next_due", "ended"],
	hide_name_column: true,
	filters: [["ended", "=", 0]],

	get_indicator(doc) {
		if (doc.ended) return [__("No Longer Looked After"), "gray", "ended,=,1"];
		const today = frappe.datetime.nowdate();
		if (doc.next_due < today) return [__("Overdue"), "red", `next_due,<,${today}`];
		return [__("In Contact"), "green", `next_due,>=,${today}`];
	},
};
