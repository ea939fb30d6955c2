const COLOURS = { "Being Mediated": "orange", Settled: "green", "Passed On": "blue" };

frappe.listview_settings["Sink Dispute"] = {
	add_fields: ["outcome"],
	hide_name_column: true,
	get_indicator: (doc) => [__(doc.outcome), COLOURS[doc.outcome], `outcome,=,${doc.outcome}`],
};
