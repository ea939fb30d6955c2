frappe.listview_settings["Sink Demand"] = {
	add_fields: ["workflow_state", "kind", "callers"],
	hide_name_column: true,

	onload(list) {
		if (!frappe.model.can_create("Sink Demand")) return;
		list.page.add_inner_button(__("Take a Call"), () => sink.demands.take_call());
	},
};
