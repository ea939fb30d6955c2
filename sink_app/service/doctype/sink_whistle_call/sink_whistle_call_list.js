const COLOURS = { Called: "red", Coming: "orange", "Cannot Come": "gray", Done: "green" };

frappe.listview_settings["Sink Whistle Call"] = {
	add_fields: ["status"],
	hide_name_column: true,
	get_indicator: (doc) => [__(doc.status), COLOURS[doc.status], `status,=,${doc.status}`],
};
