frappe.listview_settings["Sink Key Household"] = {
	add_fields: ["recipient", "next_due", "ended"],
	hide_name_column: true,
	called_label: __("Recipient"),
	called: (doc) => doc.recipient || __("Sink Key Household"),
	filters: [["ended", "=", 0]],

	get_indicator(doc) {
		if (doc.ended) return [__("No Longer Looked After"), "gray", "ended,=,1"];
		const today = frappe.datetime.nowdate();
		if (doc.next_due < today) return [__("Overdue"), "red", `next_due,<,${today}`];
		return [__("In Contact"), "green", `next_due,>=,${today}`];
	},
};
