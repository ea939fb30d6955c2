frappe.listview_settings["Sink Three-Ones Plan"] = {
	add_fields: ["workflow_state", "is_late", "done_count", "year"],
	hide_name_column: true,

	formatters: {
		done_count: (value) => `${value || 0} / 3`,
		title: (value, df, doc) =>
			frappe.utils.escape_html(value) +
			(doc.is_late ? ` <span class="indicator-pill red no-indicator-dot">${__("Late")}</span>` : ""),
	},
};
