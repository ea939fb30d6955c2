frappe.query_reports["Sink Key Households Overdue"] = {
	filters: sink.service.place_filters(["District", "Street", "Community", "Grid"], "Grid"),
};
