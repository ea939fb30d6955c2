frappe.query_reports["Sink Project Lists by Pairing"] = sink.projects.report(["only_late"]);
