frappe.query_reports["Sink Missing Half-Year Reports"] = sink.registration.report({
	levels: ["System", "Unit", "Second Level", "Branch", "Person"],
	by: "Branch",
	filters: [
		{
			fieldname: "half",
			label: __("Half-Year"),
			fieldtype: "Select",
			options: ["", "First Half", "Second Half"].map((value) => ({ value, label: __(value) })),
		},
	],
});
