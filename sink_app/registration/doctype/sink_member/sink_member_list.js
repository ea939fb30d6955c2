frappe.listview_settings["Sink Member"] = {
	add_fields: ["status"],
	hide_name_column: true,

	formatters: {
		// a pill around a word that colours nothing, or around no word at all, only draws the eye
		sex: (value) => (value ? __(value) : ""),
	},

	get_indicator(doc) {
		const colour = { "In Service": "green", Retired: "blue", Away: "orange", Deregistered: "gray" }[
			doc.status
		];
		return [__(doc.status), colour, `status,=,${doc.status}`];
	},
};
