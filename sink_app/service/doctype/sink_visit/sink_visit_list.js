const COLOURS = { Open: "red", "Closed in the Grid": "green", "Handed On": "blue" };

frappe.listview_settings["Sink Visit"] = {
	add_fields: ["visited", "kind", "matter", "outcome"],
	hide_name_column: true,
	called_label: __("Whom Was Visited"),
	called: (doc) => doc.visited || __(doc.kind),

	get_indicator(doc) {
		if (!doc.matter) return [__("Nothing Raised"), "gray", "matter,=,"];
		return [__(doc.outcome), COLOURS[doc.outcome], `outcome,=,${doc.outcome}`];
	},
};
