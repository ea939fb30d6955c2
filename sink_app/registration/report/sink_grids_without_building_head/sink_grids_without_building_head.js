frappe.query_reports["Sink Grids without Building Head"] = {
	filters: [
		{
			fieldname: "year",
			label: __("Year"),
			fieldtype: "Int",
			default: Number(frappe.datetime.nowdate().slice(0, 4)),
		},
		{
			fieldname: "street",
			label: __("Street"),
			fieldtype: "Link",
			options: "Sink Area",
			get_query: () => ({ filters: { level: "Street", disabled: 0 } }),
		},
		{
			fieldname: "community",
			label: __("Community"),
			fieldtype: "Link",
			options: "Sink Area",
			get_query: () => ({ filters: { level: "Community", disabled: 0 } }),
		},
	],
};
