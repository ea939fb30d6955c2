frappe.query_reports["Sink Unit Pairings"] = {
	filters: [
		{ fieldname: "only_without", label: __("Only Units without Community"), fieldtype: "Check" },
		{ fieldname: "ended", label: __("Also Ended Ones"), fieldtype: "Check" },
	],
};
