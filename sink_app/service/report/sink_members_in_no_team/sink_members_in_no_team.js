frappe.query_reports["Sink Members in No Team"] = sink.registration.report({
	levels: ["Street", "Community", "Unit", "Branch", "Person"],
	by: "Community",
});
