frappe.listview_settings["Sink List Claim"] = {
	add_fields: ["status"],
	hide_name_column: true,

	get_indicator(doc) {
		const colour = { "Taken On": "blue", Finished: "green", "Given Back": "gray" }[doc.status];
		return [__(doc.status), colour, `status,=,${doc.status}`];
	},
};
