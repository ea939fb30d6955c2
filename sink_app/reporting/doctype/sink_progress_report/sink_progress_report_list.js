frappe.listview_settings["Sink Progress Report"] = {
	add_fields: ["workflow_state", "red", "is_late"],
	hide_name_column: true,
	onload: (list) => sink.reporting.offer_zip(list, "Sink Progress Report"),
	formatters: {
		red: (value) => (value ? `<span class="indicator-pill red">${cint(value)}</span>` : "0"),
	},
};
