frappe.listview_settings["Sink Annual Report"] = {
	add_fields: ["workflow_state", "kind"],
	hide_name_column: true,
	onload: (list) => sink.reporting.offer_zip(list, "Sink Annual Report"),
};
