frappe.listview_settings["Sink Retention Run"] = { hide_name_column: true };
