frappe.listview_settings["Sink Budget"] = { hide_name_column: true };
