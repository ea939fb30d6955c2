frappe.listview_settings["Sink Order"] = {
	add_fields: ["workflow_state", "head_count", "taken", "waiting", "due_on"],
	hide_name_column: true,
	get_coords_method: sink.maps.method(),

	formatters: {
		taken: (value, df, doc) => `${value || 0} / ${doc.head_count}`,
	},
};
