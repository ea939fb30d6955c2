frappe.listview_settings["Sink Commitment"] = {
	add_fields: ["workflow_state", "fulfilment"],
	hide_name_column: true,
};
