frappe.query_reports["Sink Compound Party Org Coverage"] = {
	filters: [
		{
			fieldname: "by",
			label: __("Counted by"),
			fieldtype: "Select",
			options: ["Community", "Street", "District"],
			default: "Community",
		},
	],

	formatter(value, row, column, data, format) {
		if (column.fieldname !== "place_name" || !data) return format(value, row, column, data);
		return sink.trees.link("Sink Area", data.place, value);
	},
};
