frappe.listview_settings["Sink Issue"] = {
	add_fields: ["urgent", "kind"],
	hide_name_column: true,

	formatters: {
		title: (value, df, doc) =>
			doc.urgent
				? `<span class="indicator-pill red">${__("Urgent")}</span> ${frappe.utils.escape_html(value)}`
				: frappe.utils.escape_html(value),
	},
};
