frappe.listview_settings["Sink Meeting"] = {
	add_fields: ["status", "open_items", "starts_on"],
	hide_name_column: true,

	get_indicator(doc) {
		if (doc.status === "Held" && doc.open_items) {
			return [__("{0} items open", [doc.open_items]), "orange", "open_items,>,0"];
		}
		const colour = { Planned: "blue", Held: "green", Cancelled: "gray" }[doc.status];
		return [__(doc.status), colour, `status,=,${doc.status}`];
	},
};
