frappe.query_reports["Sink Attendance"] = {
	filters: [
		{
			fieldname: "from_date",
			label: __("From Date"),
			fieldtype: "Date",
			default: frappe.datetime.month_start(),
		},
		{
			fieldname: "to_date",
			label: __("To Date"),
			fieldtype: "Date",
			default: frappe.datetime.month_end(),
		},
		{
			fieldname: "unit",
			label: __("Unit"),
			fieldtype: "Link",
			options: "Sink Organization",
			get_query: () => ({ filters: { level: "Unit" } }),
		},
		{
			fieldname: "branch",
			label: __("Party Branch"),
			fieldtype: "Link",
			options: "Sink Organization",
			get_query: () => ({ filters: { level: ["in", ["Branch", "Compound"]] } }),
		},
		{
			fieldname: "community",
			label: __("Community"),
			fieldtype: "Link",
			options: "Sink Area",
			get_query: () => ({ filters: { level: "Community" } }),
		},
	],
};
