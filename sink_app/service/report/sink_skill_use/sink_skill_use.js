frappe.query_reports["Sink Skill Use"] = sink.registration.report({
	levels: ["District", "Street", "Community", "Grid"],
	by: "Community",
	areas: true,
});
