frappe.listview_settings["Sink Area"] = {
	add_fields: ["disabled", "is_functional_zone", "level"],
	hide_name_column: true,
	get_coords_method: sink.maps.method(),

	get_indicator(doc) {
		if (doc.disabled) return [__("Disabled"), "gray", "disabled,=,1"];
		if (doc.is_functional_zone) {
			return [__("Functional Zone"), "purple", "is_functional_zone,=,1"];
		}
		const colours = { City: "blue", District: "blue", Street: "cyan", Community: "green" };
		return [__(doc.level), colours[doc.level] || "gray", `level,=,${doc.level}`];
	},
};
