frappe.listview_settings["Sink Demand List"] = {
	add_fields: ["workflow_state", "year", "version"],
	hide_name_column: true,
	onload: (list) => sink.reporting.offer_zip(list, "Sink Demand List Sheet"),
};
