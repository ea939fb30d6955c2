frappe.listview_settings["Sink Annual Plan"] = {
	add_fields: ["workflow_state", "replaced_by", "version"],
	hide_name_column: true,

	get_indicator(doc) {
		if (doc.replaced_by) return [__("Replaced"), "gray", "replaced_by,is,set"];
		const colours = { "Committee Review": "orange", Issued: "green", Returned: "red" };
		const state = doc.workflow_state || "Draft";
		return [__(state), colours[state] || "gray", `workflow_state,=,${state}`];
	},

	formatters: {
		// a year is no quantity: 2,026 reads badly
		year: (value) => value,
	},
};
