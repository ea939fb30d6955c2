frappe.listview_settings["Sink Points Entry"] = {
	add_fields: ["points", "kind"],
	hide_name_column: true,
	get_indicator: (entry) => {
		const color = { Earned: "green", "Taken Back": "red", Recounted: "blue" }[entry.kind];
		return [__(entry.kind), color, `kind,=,${entry.kind}`];
	},
	formatters: {
		points: (value) => `${value > 0 ? "+" : ""}${Number(value.toFixed(2))}`,
	},
};
