frappe.query_reports["Sink Participation Coverage"] = sink.registration.report({
	levels: ["System", "Unit", "Second Level", "Branch"],
	by: "System",
});
