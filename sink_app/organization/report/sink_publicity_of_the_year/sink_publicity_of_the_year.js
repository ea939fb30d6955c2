frappe.query_reports["Sink Publicity of the Year"] = {
	filters: [
		{
			fieldname: "year",
			label: __("Year"),
			fieldtype: "Int",
			default: Number(frappe.datetime.nowdate().slice(0, 4)),
		},
		{ fieldname: "unit", label: __("Unit"), fieldtype: "Link", options: "Sink Organization" },
		{ fieldname: "community", label: __("Community"), fieldtype: "Link", options: "Sink Area" },
	],

	formatter(value, row, column, data, default_formatter) {
		const shown = default_formatter(value, row, column, data);
		if (!data || column.fieldname !== "title") return shown;
		const link = frappe.utils.get_form_link("Sink Publicity", data.name);
		return `<a href="${link}">${frappe.utils.escape_html(value)}</a>`;
	},
};
