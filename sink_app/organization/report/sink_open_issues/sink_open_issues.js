frappe.query_reports["Sink Open Issues"] = {
	filters: [
		{
			fieldname: "kind",
			label: __("Kind"),
			fieldtype: "Select",
			options: ["", "Problem", "Difficulty", "Suggestion", "Important Situation"].map((value) => ({
				value,
				label: value && __(value),
			})),
		},
		{ fieldname: "unit", label: __("Unit"), fieldtype: "Link", options: "Sink Organization" },
		{ fieldname: "community", label: __("Community"), fieldtype: "Link", options: "Sink Area" },
	],

	formatter(value, row, column, data, default_formatter) {
		const shown = default_formatter(value, row, column, data);
		if (!data || column.fieldname !== "title") return shown;
		const link = frappe.utils.get_form_link("Sink Issue", data.name);
		return `<a href="${link}">${frappe.utils.escape_html(value)}</a>`;
	},
};
