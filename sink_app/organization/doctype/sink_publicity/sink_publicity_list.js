frappe.listview_settings["Sink Publicity"] = {
	add_fields: ["medium_level", "published_on"],
	hide_name_column: true,
	onload(list) {
		list.page.add_inner_button(__("List of the Year"), () =>
			frappe.set_route("query-report", "Sink Publicity of the Year"),
		);
	},
};
