frappe.listview_settings["Sink Position Assignment"] = {
	add_fields: ["workflow_state", "kind"],
	hide_name_column: true,
};
