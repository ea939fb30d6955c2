frappe.query_reports["Sink People Led Along"] = sink.registration.report({
	levels: ["Unit", "Branch", "District", "Street", "Community"],
	by: "Community",
});
