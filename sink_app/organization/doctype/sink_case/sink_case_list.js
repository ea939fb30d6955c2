frappe.listview_settings["Sink Case"] = {
	add_fields: ["status"],
	hide_name_column: true,
	filters: [["status", "=", "Shared"]],
	get_indicator: (doc) =>
		doc.status === "Shared"
			? [__("Shared"), "green", "status,=,Shared"]
			: [__("Draft"), "gray", "status,=,Draft"],
};
