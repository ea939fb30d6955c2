frappe.query_reports["Sink Data Completeness"] = sink.registration.report({
	levels: ["System", "Unit", "Second Level", "Branch", "Person"],
	by: "Unit",
});
