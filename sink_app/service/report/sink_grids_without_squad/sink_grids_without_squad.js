frappe.query_reports["Sink Grids without Squad"] = {
	...sink.registration.report({
		levels: ["Community"],
		by: "Community",
		areas: true,
		filters: [{ fieldname: "with_all", label: __("Show All Grids"), fieldtype: "Check" }],
	}),

	onload(report) {
		report.page.add_inner_button(__("Make Up Squads"), () => sink.teams.make_up_squads(report));
	},
};
