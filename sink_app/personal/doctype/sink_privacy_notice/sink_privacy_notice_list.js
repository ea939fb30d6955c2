frappe.listview_settings["Sink Privacy Notice"] = { hide_name_column: true };
