frappe.query_reports["Sink Stars Reached"] = sink.registration.report({
	levels: ["System", "Unit", "Second Level", "Branch", "District", "Street", "Community", "Person"],
	by: "Unit",
});
