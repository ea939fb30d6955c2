frappe.query_reports["Sink Unassigned to Grid"] = sink.registration.report({
	levels: ["District", "Street", "Community", "Person"],
	by: "Community",
});
