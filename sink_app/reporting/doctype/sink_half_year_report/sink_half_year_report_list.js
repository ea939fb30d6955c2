frappe.listview_settings["Sink Half-Year Report"] = {
	add_fields: ["workflow_state", "is_late"],
	hide_name_column: true,
	onload(list) {
		sink.reporting.offer_zip(list, "Sink Half-Year Report");
		if (!frappe.model.can_get_report("Sink Member")) return;
		list.page.add_inner_button(__("Who Is Missing"), () =>
			frappe.set_route("query-report", "Sink Missing Half-Year Reports"),
		);
	},
};
