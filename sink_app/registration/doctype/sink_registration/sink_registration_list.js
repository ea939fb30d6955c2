frappe.listview_settings["Sink Registration"] = {
	add_fields: ["workflow_state", "registration_type", "year", "external_place"],
	hide_name_column: true,

	onload(list) {
		list.page.add_actions_menu_item(
			__("Still Lives Here"),
			async () => {
				const last_years = list.get_checked_items().filter(sink.registration.is_last_years);
				if (!last_years.length) {
					frappe.msgprint(__("Please tick registrations of last year that were taken in."));
					return;
				}
				await sink.registration.confirm(last_years.map((doc) => doc.name));
				list.refresh();
			},
			true,
		);
		if (!frappe.model.can_create("Sink Member")) return;
		list.page.add_inner_button(__("Enter Paper Forms"), () => sink.registration.enter_paper_forms());
	},

	formatters: {
		community: (value, df, doc) =>
			frappe.utils.escape_html(value ? doc.community_title || value : doc.external_place || ""),
		grid: (value, df, doc) =>
			value ? frappe.utils.escape_html(doc.grid_title || value) : __("not placed"),
	},
};
