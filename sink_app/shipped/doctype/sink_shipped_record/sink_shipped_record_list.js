// Words of the list that Frappe 15.0 has no Chinese for
const WORDS = {
	Workspace: __("Workspace"),
	"Module Profile": __("Module Profile"),
	"Sink Office": __("Sink Office"),
};

frappe.listview_settings["Sink Shipped Record"] = {
	hide_name_column: true,
	add_fields: ["status", "record_doctype"],

	onload(listview) {
		this.listview = listview;
		listview.page.set_title(__("Shipped Configuration"));
		// what was edited or deleted since the last upgrade
		frappe.xcall("sink_app.shipped.doors.look_again").then(() => listview.refresh());
	},

	get_indicator(doc) {
		const colours = {
			"As Shipped": "green",
			Edited: "blue",
			"Update Available": "orange",
			Deleted: "gray",
			"Not Installed": "red",
			"No Longer Shipped": "gray",
		};
		return [__(doc.status), colours[doc.status], `status,=,${doc.status}`];
	},

	before_render() {
		for (const entry of this.listview?.data || []) entry.title = WORDS[entry.title] || __(entry.title);
	},

	formatters: {
		record_doctype: (value) => frappe.utils.escape_html(WORDS[value] || __(value)),
	},
};
