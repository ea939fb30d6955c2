frappe.query_reports["Sink Emergency Roll Call"] = {
	filters: [
		{
			fieldname: "emergency",
			label: __("Emergency"),
			fieldtype: "Link",
			options: "Sink Emergency",
		},
		{
			fieldname: "status",
			label: __("Answer Given"),
			fieldtype: "Select",
			options: [
				"",
				...["Called", "Coming", "Cannot Come", "Arrived", "Departed"].map((value) => ({
					value,
					label: __(value),
				})),
			],
		},
		{
			fieldname: "community",
			label: __("Community"),
			fieldtype: "Link",
			options: "Sink Area",
			get_query: () => ({ filters: { level: "Community" } }),
		},
		{
			fieldname: "unit",
			label: __("Unit"),
			fieldtype: "Link",
			options: "Sink Organization",
			get_query: () => ({ filters: { level: "Unit" } }),
		},
	],
};
