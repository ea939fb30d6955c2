frappe.listview_settings["Sink Project Consent"] = {
	add_fields: ["status"],
	hide_name_column: true,
	get_indicator(doc) {
		const colour = { "Asked For": "orange", Agreed: "green", "Not Agreed": "red" }[doc.status];
		return [__(doc.status), colour, `status,=,${doc.status}`];
	},
};
