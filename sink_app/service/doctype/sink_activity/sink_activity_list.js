frappe.listview_settings["Sink Activity"] = {
	add_fields: ["workflow_state", "head_count", "signed_up"],
	hide_name_column: true,
	get_coords_method: sink.maps.method(),

	formatters: {
		signed_up: (value, df, doc) => `${value || 0} / ${doc.head_count}`,
	},
};
