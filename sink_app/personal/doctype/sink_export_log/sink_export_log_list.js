frappe.listview_settings["Sink Export Log"] = { hide_name_column: true };
