frappe.query_reports["Sink Compound Party Org Coverage"] = {
	filters: [
		{
			fieldname: "by",
			label: __("Counted by"),
			fieldtype: "Select",
			options: ["Community", "Street", "District"],
			default: "Community",
		},
	],
};
