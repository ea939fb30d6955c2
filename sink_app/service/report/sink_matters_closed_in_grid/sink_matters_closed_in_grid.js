frappe.query_reports["Sink Matters Closed in Grid"] = {
	filters: sink.service.place_filters(["District", "Street", "Community", "Grid"], "Grid", [
		{ fieldname: "kind", label: __("Visit Kind"), fieldtype: "Link", options: "Sink Visit Kind" },
	]),
};
