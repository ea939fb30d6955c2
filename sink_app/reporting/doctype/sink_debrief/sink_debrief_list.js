frappe.listview_settings["Sink Debrief"] = {
	add_fields: ["status", "good_rate"],
	hide_name_column: true,
	onload: (list) => sink.reporting.offer_zip(list, "Sink Debrief"),
	get_indicator: (doc) =>
		doc.status === "Debriefed"
			? [__("Debriefed"), "green", "status,=,Debriefed"]
			: [__("Being Prepared"), "orange", "status,=,Being Prepared"],
};
