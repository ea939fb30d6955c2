frappe.query_reports["Sink Member Summary"] = sink.registration.report({
	levels: [],
	by: "Unit",
});
