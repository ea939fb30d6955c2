frappe.query_reports["Sink Milestones of the Year"] = {
	filters: [
		{
			fieldname: "year",
			label: __("Year"),
			fieldtype: "Int",
			default: Number(frappe.datetime.nowdate().slice(0, 4)),
			reqd: 1,
		},
		{
			fieldname: "plan",
			label: __("Annual Plan"),
			fieldtype: "Link",
			options: "Sink Annual Plan",
		},
		{
			fieldname: "objective",
			label: __("Objective"),
			fieldtype: "Select",
			options: [
				"",
				"Organizations Vitalised",
				"Members Educated",
				"Residents Benefit",
				"Governance Improves",
			],
		},
	],

	formatter(value, row, column, data, format) {
		const shown = format(value, row, column, data);
		if (column.fieldname === "plan_title" && data) {
			return sink.trees.link("Sink Annual Plan", data.plan, value);
		}
		if (column.fieldname !== "light" || !data) return shown;
		return `<span class="indicator-pill ${data.colour}">${frappe.utils.escape_html(value)}</span>`;
	},
};
