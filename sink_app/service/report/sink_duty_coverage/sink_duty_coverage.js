frappe.query_reports["Sink Duty Coverage"] = sink.registration.report({
	levels: ["Community"],
	by: "Community",
	areas: true,
	filters: [
		{
			fieldname: "from_date",
			label: __("From Date"),
			fieldtype: "Date",
			default: frappe.datetime.year_start(),
		},
		{
			fieldname: "to_date",
			label: __("To Date"),
			fieldtype: "Date",
			default: frappe.datetime.year_end(),
		},
	],
});
