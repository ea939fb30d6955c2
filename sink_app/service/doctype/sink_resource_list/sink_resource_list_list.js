frappe.listview_settings["Sink Resource List"] = {
	add_fields: ["workflow_state", "year", "version"],
	hide_name_column: true,
	onload: (list) => sink.reporting.offer_zip(list, "Sink Resource List Sheet"),
};
