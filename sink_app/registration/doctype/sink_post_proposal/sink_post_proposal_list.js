frappe.listview_settings["Sink Post Proposal"] = {
	add_fields: ["status"],
	hide_name_column: true,

	get_indicator(doc) {
		const colour = {
			Draft: "gray",
			"In the Queue": "orange",
			Placing: "orange",
			Placed: "green",
			"Broken Off": "red",
		}[doc.status];
		return [__(doc.status), colour, `status,=,${doc.status}`];
	},
};
