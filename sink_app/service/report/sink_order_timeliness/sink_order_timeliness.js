frappe.query_reports["Sink Order Timeliness"] = sink.registration.report({
	levels: ["District", "Street", "Community", "Grid"],
	by: "Community",
	areas: true,
});
