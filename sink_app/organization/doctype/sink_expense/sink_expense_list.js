frappe.listview_settings["Sink Expense"] = {
	add_fields: ["workflow_state", "source", "amount"],
	hide_name_column: true,
};
