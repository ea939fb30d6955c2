frappe.listview_settings["Sink Three-Ones Plan"] = {
	add_fields: ["workflow_state", "is_late", "done_count", "year"],
	hide_name_column: true,

	formatters: {
		done_count: (value) => `${value || 0} / 3`,
		// not in the title, whose own formatter would take tick and link away
		year: (value, df, doc) =>
			cint(value) +
			(doc.is_late ? ` <span class="indicator-pill red no-indicator-dot">${__("Late")}</span>` : ""),
	},
};
