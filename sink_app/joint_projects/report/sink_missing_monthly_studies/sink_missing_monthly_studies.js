frappe.query_reports["Sink Missing Monthly Studies"] = sink.projects.report([]);
