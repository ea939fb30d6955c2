frappe.query_reports["Sink Disputes by Kind"] = {
	filters: sink.service.place_filters(
		["Dispute Kind", "District", "Street", "Community", "Grid"],
		"Dispute Kind",
	),
};
