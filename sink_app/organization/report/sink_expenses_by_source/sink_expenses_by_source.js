frappe.query_reports["Sink Expenses by Source"] = sink.projects.report(["source"], {
	levels: ["System", "Unit", "Branch"],
	by: "Unit",
});
