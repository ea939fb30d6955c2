frappe.listview_settings["Sink Refiling"] = {
	get_indicator(doc) {
		const colour = {
			"In the Queue": "orange",
			"Under Way": "blue",
			Finished: "green",
			Overtaken: "gray",
		};
		return [__(doc.status), colour[doc.status], `status,=,${doc.status}`];
	},
};
