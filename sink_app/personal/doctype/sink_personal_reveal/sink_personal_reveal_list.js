frappe.listview_settings["Sink Personal Reveal"] = { hide_name_column: true };
