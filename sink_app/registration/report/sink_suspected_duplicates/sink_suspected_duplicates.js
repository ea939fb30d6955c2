frappe.query_reports["Sink Suspected Duplicates"] = {
	filters: [
		{
			fieldname: "unit",
			label: __("Unit"),
			fieldtype: "Link",
			options: "Sink Organization",
			get_query: () => ({ filters: { level: "Unit", disabled: 0 } }),
		},
		{
			fieldname: "reason",
			label: __("Why"),
			fieldtype: "Select",
			options: [
				"",
				{ value: "Same Id Number", label: __("Same Id Number") },
				{ value: "Same Mobile", label: __("Same Mobile") },
				{ value: "Same Name and Birth Date", label: __("Same Name and Birth Date") },
			],
		},
	],

	formatter(value, row, column, data, default_formatter) {
		if (column.fieldname !== "merge" || !data) return default_formatter(value, row, column, data);
		const { kept, merged } = data;
		return `<a class="sink-merge" data-kept="${kept}" data-merged="${merged}">${__("Compare")}</a>`;
	},

	onload(report) {
		report.page.main.on("click", ".sink-merge", (event) => {
			const { kept, merged } = event.currentTarget.dataset;
			frappe.new_doc("Sink Member Merge", { kept, merged });
		});
	},
};
