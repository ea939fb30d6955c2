frappe.listview_settings["Sink Registration"] = {
	add_fields: ["workflow_state", "registration_type"],
	hide_name_column: true,

	onload(list) {
		if (!frappe.model.can_create("Sink Member")) return;
		list.page.add_inner_button(__("Enter Paper Forms"), () => sink.registration.enter_paper_forms());
	},

	formatters: {
		grid: (value, df, doc) =>
			value ? frappe.utils.escape_html(doc.grid_title || value) : __("not placed"),
	},
};
