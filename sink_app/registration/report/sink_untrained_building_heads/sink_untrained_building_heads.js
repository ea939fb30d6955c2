frappe.query_reports["Sink Untrained Building Heads"] = sink.registration.report({
	levels: ["Person"],
	by: "Person",
});
