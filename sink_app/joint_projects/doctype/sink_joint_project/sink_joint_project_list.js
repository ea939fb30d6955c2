frappe.listview_settings["Sink Joint Project"] = {
	add_fields: ["workflow_state", "light", "light_reason", "progress", "deadline"],
	hide_name_column: true,

	formatters: {
		light: (value, df, doc) =>
			`<span class="indicator-pill ${sink.projects.light(value)}" title="${frappe.utils.escape_html(doc.light_reason || "")}">${__(value)}</span>`,
	},
};
