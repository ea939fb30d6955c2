frappe.query_reports["Sink Practical Matters"] = sink.registration.report({ levels: ["Unit"], by: "Unit" });
