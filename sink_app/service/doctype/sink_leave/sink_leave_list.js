frappe.listview_settings["Sink Leave"] = { hide_name_column: true };
