frappe.query_reports["Sink Deeds List"] = sink.projects.report(["campaign"]);
