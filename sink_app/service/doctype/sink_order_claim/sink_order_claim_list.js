frappe.listview_settings["Sink Order Claim"] = {
	add_fields: ["status"],
	hide_name_column: true,

	get_indicator(doc) {
		const colours = { Taken: "green", Waiting: "orange", Done: "blue" };
		return [__(doc.status), colours[doc.status] || "gray", `status,=,${doc.status}`];
	},
};
