frappe.query_reports["Sink Whistle Rates"] = {
	filters: sink.service.place_filters(
		["District", "Street", "Community", "Grid", "Whistle Kind", "Urgency"],
		"Community",
		[{ fieldname: "kind", label: __("Whistle Kind"), fieldtype: "Link", options: "Sink Whistle Kind" }],
	),
};
