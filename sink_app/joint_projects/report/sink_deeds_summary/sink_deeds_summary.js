frappe.query_reports["Sink Deeds Summary"] = sink.projects.report(["campaign"], {
	levels: ["System", "Unit", "District", "Street", "Community"],
	by: "Unit",
});
