frappe.listview_settings["Sink Training"] = {
	add_fields: ["status", "people"],
	hide_name_column: true,
	get_indicator(doc) {
		const colour = { Planned: "blue", Held: "green", Cancelled: "gray" }[doc.status];
		return [__(doc.status), colour, `status,=,${doc.status}`];
	},
};
