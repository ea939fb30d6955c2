frappe.query_reports["Sink Support"] = {
	filters: [
		{
			fieldname: "year",
			label: __("Year"),
			fieldtype: "Int",
			default: Number(frappe.datetime.nowdate().slice(0, 4)),
		},
		{
			fieldname: "system",
			label: __("Overseeing System"),
			fieldtype: "Link",
			options: "Sink Organization",
			get_query: () => ({ filters: { level: "System" } }),
		},
	],
};
