frappe.query_reports["Sink Peacetime and Emergency"] = sink.registration.report({
	levels: ["Person"],
	by: "Person",
});
