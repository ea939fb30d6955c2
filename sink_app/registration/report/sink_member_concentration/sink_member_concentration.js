frappe.query_reports["Sink Member Concentration"] = sink.registration.report({
	levels: ["Community"],
	by: "Community",
	filters: [{ fieldname: "only_flagged", label: __("Flagged Only"), fieldtype: "Check" }],
	areas: true,
});
