"""What a service record takes over from a visit (hook: service_record_sources)."""

import frappe


def of_visit(name: str) -> dict:
	"""Who went, when, where and under which category; what was found stays with the visit."""
	doc = frappe.get_doc("Sink Visit", name)
	return {
		"member": doc.member,
		"starts_on": doc.starts_on,
		"ends_on": doc.ends_on,
		"area": doc.area,
		"category": frappe.get_cached_value("Sink Visit Kind", doc.kind, "category"),
		"is_emergency": 0,
		"content": doc.kind,
	}
