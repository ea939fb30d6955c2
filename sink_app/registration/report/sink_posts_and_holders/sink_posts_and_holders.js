frappe.query_reports["Sink Posts and Holders"] = {
	filters: [
		{
			fieldname: "year",
			label: __("Year"),
			fieldtype: "Int",
			default: Number(frappe.datetime.nowdate().slice(0, 4)),
		},
		{
			fieldname: "community",
			label: __("Community"),
			fieldtype: "Link",
			options: "Sink Area",
			get_query: () => ({ filters: { level: "Community", disabled: 0 } }),
		},
		{
			fieldname: "unit",
			label: __("Unit"),
			fieldtype: "Link",
			options: "Sink Organization",
			get_query: () => ({ filters: { level: "Unit", disabled: 0 } }),
		},
	],
};
