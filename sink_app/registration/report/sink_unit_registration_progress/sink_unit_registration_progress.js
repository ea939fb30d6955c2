frappe.query_reports["Sink Unit Registration Progress"] = sink.registration.report({
	levels: ["System", "Unit", "Second Level", "Branch"],
	by: "Unit",
	digest: true,
});
