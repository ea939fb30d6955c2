frappe.treeview_settings["Sink Area"] = {
	breadcrumb: "Organization",
	title: __("Areas"),
	...sink.trees.settings("Sink Area"),
	fields: [
		{ fieldtype: "Data", fieldname: "area_name", label: __("Area Name"), reqd: 1 },
		{
			fieldtype: "Select",
			fieldname: "level",
			label: __("Level"),
			options: ["City", "District", "Street", "Community", "Compound", "Grid", "Building"],
			reqd: 1,
		},
		{ fieldtype: "Data", fieldname: "area_code", label: __("Area Code") },
		{ fieldtype: "Check", fieldname: "is_group", label: __("Has Areas Below") },
	],
};
