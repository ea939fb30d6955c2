frappe.listview_settings["Sink Project List"] = {
	add_fields: ["workflow_state", "year", "version", "is_late", "is_few"],
	hide_name_column: true,

	formatters: {
		// not in the title, whose own formatter would take tick and link away
		year(value, df, doc) {
			const flags = [];
			if (doc.is_late)
				flags.push(`<span class="indicator-pill red no-indicator-dot">${__("Late")}</span>`);
			if (doc.is_few)
				flags.push(`<span class="indicator-pill orange no-indicator-dot">${__("Few")}</span>`);
			return [cint(value), ...flags].join(" ");
		},
	},
};
