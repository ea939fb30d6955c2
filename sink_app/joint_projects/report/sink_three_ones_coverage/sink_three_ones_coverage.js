frappe.query_reports["Sink Three-Ones Coverage"] = sink.projects.report([], {
	levels: ["Street", "District", "System", "Unit"],
	by: "Street",
});
