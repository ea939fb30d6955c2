frappe.query_reports["Sink Minimum Service"] = sink.registration.report({
	levels: ["System", "Unit", "Second Level", "Branch", "District", "Street", "Community", "Person"],
	by: "Unit",
});
