frappe.query_reports["Sink Missing Double Registration"] = sink.registration.report({
	levels: ["System", "Unit", "Second Level", "Branch", "Person"],
	by: "Unit",
	filters: [
		{
			fieldname: "lacks",
			label: __("What Is Missing"),
			fieldtype: "Select",
			options: ["", "Dispatched", "Residence", "Both"],
		},
	],
	digest: true,
});
