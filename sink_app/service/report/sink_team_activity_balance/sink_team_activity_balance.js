frappe.query_reports["Sink Team Activity Balance"] = sink.registration.report({
	levels: ["Community"],
	by: "Community",
	areas: true,
});
