frappe.listview_settings["Sink Team"] = {
	add_fields: ["workflow_state", "kind", "community", "recruiting"],
	hide_name_column: true,

	onload(listview) {
		listview.page.add_inner_button(__("Copy All Cards"), () => sink.teams.copy_cards_of_community());
		listview.page.add_inner_button(__("Grids without Squad"), () =>
			frappe.set_route("query-report", "Sink Grids without Squad"),
		);
	},
};
