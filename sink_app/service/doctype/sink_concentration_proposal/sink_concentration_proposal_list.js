frappe.listview_settings["Sink Concentration Proposal"] = {
	add_fields: ["status", "moved"],
	hide_name_column: true,

	get_indicator(doc) {
		const colour = { Proposed: "orange", "Reallocations Drafted": "green" }[doc.status];
		return [__(doc.status), colour, `status,=,${doc.status}`];
	},
};
