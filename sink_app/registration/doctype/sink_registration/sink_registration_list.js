frappe.listview_settings["Sink Registration"] = {
	add_fields: ["workflow_state", "registration_type"],
	hide_name_column: true,

	formatters: {
		grid: (value, df, doc) =>
			value ? frappe.utils.escape_html(doc.grid_title || value) : __("not placed"),
	},
};
