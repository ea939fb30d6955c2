frappe.listview_settings["Sink Demand"] = {
	add_fields: ["workflow_state", "kind", "callers"],
	hide_name_column: true,
	get_coords_method: sink.maps.method(),

	onload(list) {
		if (!frappe.model.can_create("Sink Demand")) return;
		list.page.add_inner_button(__("Take a Call"), () => sink.demands.take_call());
	},
};
