frappe.listview_settings["Sink Satisfaction"] = {
	add_fields: ["status", "rating", "score"],
	hide_name_column: true,

	get_indicator(doc) {
		if (doc.status !== "Rated") return [__(doc.status), "gray", `status,=,${doc.status}`];
		const colour = doc.score >= 4 ? "green" : doc.score === 3 ? "orange" : "red";
		return [__(doc.rating), colour, `rating,=,${doc.rating}`];
	},
};
