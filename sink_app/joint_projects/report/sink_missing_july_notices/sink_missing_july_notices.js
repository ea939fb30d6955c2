frappe.query_reports["Sink Missing July Notices"] = sink.projects.report([]);
