frappe.query_reports["Sink Units without Working Group"] = {
	filters: [
		{
			fieldname: "level",
			label: __("Level"),
			fieldtype: "Select",
			options: ["", "Unit", "Second Level"],
		},
		{
			fieldname: "unit_kind",
			label: __("Kind of Unit"),
			fieldtype: "Select",
			options: [
				"",
				"Party Committee",
				"Municipal Department",
				"People's Organisation",
				"State-owned Enterprise",
				"Public Institution",
				"University",
				"Other",
			],
		},
	],

	formatter(value, row, column, data, format) {
		if (column.fieldname !== "org_name" || !data) return format(value, row, column, data);
		return sink.trees.link("Sink Organization", data.organization, value);
	},

	onload(report) {
		if (!frappe.model.can_create("Sink Working Group")) return;
		report.page.add_inner_button(__("Set up a Group"), () => frappe.new_doc("Sink Working Group"));
	},
};
