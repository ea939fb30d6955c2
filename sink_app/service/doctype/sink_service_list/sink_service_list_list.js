frappe.listview_settings["Sink Service List"] = {
	add_fields: ["workflow_state", "year", "version"],
	hide_name_column: true,
	onload: (list) => sink.reporting.offer_zip(list, "Sink Service List Sheet"),
};
