frappe.listview_settings["Sink Roster Import"] = {
	add_fields: ["status", "rows_wrong"],
	hide_name_column: true,

	get_indicator(doc) {
		const colours = {
			"Not Started": "gray",
			"In the Queue": "blue",
			Checking: "blue",
			Checked: doc.rows_wrong ? "orange" : "yellow",
			Importing: "blue",
			Imported: doc.rows_wrong ? "orange" : "green",
			"Broken Off": "red",
		};
		return [__(doc.status), colours[doc.status], `status,=,${doc.status}`];
	},
};
