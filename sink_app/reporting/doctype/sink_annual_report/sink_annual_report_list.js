frappe.listview_settings["Sink Annual Report"] = {
	add_fields: ["workflow_state", "kind"],
	hide_name_column: true,
};
