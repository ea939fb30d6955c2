frappe.listview_settings["Sink Service Record"] = {
	add_fields: ["workflow_state", "minutes", "starts_on", "is_late"],
	hide_name_column: true,

	formatters: {
		starts_on: (value) => frappe.datetime.str_to_user(value).slice(0, 16),
		minutes: (value) => sink.service.duration(value),
	},

	onload(list) {
		list.page.add_actions_menu_item(
			__("Confirm These Records"),
			() => sink.service.confirm_many(list, list.get_checked_items(true)),
			true,
		);
	},
};
