frappe.treeview_settings["Sink Organization"] = {
	breadcrumb: "Organization",
	title: __("Organizations"),
	...sink.trees.settings("Sink Organization"),
};
