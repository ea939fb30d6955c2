frappe.listview_settings["Sink Duty Roster"] = {
	add_fields: ["workflow_state", "outcome"],
	hide_name_column: true,
};
