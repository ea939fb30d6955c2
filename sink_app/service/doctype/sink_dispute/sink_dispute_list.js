const COLOURS = { "Being Mediated": "orange", Settled: "green", "Passed On": "blue" };

frappe.listview_settings["Sink Dispute"] = {
	add_fields: ["matter", "kind", "outcome"],
	hide_name_column: true,
	called_label: __("What It Is About"),
	called: (doc) => doc.matter || __(doc.kind),
	get_indicator: (doc) => [__(doc.outcome), COLOURS[doc.outcome], `outcome,=,${doc.outcome}`],
};
