frappe.listview_settings["Sink Project Assessment"] = {
	add_fields: ["status"],
	hide_name_column: true,
	get_indicator: (doc) => [
		__(doc.status),
		doc.status === "Concluded" ? "green" : "orange",
		`status,=,${doc.status}`,
	],
};
