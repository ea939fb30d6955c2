frappe.listview_settings["Sink Material Issue"] = {
	add_fields: ["to_return"],
	hide_name_column: true,
	get_indicator: (doc) =>
		doc.to_return
			? [__("Something to Be Returned"), "orange", "to_return,>,0"]
			: [__("Given Out"), "green", "to_return,=,0"],
};
