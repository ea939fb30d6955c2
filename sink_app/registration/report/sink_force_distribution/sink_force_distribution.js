frappe.query_reports["Sink Force Distribution"] = sink.registration.report({
	levels: ["District", "Street", "Community", "Grid"],
	by: "Community",
});
