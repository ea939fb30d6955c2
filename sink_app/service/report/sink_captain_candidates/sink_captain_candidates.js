frappe.query_reports["Sink Captain Candidates"] = sink.registration.report({
	levels: ["Person"],
	by: "Person",
	areas: true,
	filters: [
		{ fieldname: "wish", label: __("Service Wish"), fieldtype: "Link", options: "Sink Service Category" },
		{ fieldname: "skill", label: __("Skill"), fieldtype: "Link", options: "Sink Skill" },
	],
});
