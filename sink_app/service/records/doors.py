"""What the Desk asks about service records."""

import frappe

from sink_app.service.records import RECORD, certificates, codes, sources


@frappe.whitelist()
def source_doctypes() -> list[str]:
	"""The DocTypes that service records may be written of."""
	return sources.doctypes()


@frappe.whitelist()
def source_facts(source_doctype: str, source: str) -> dict:
	"""What an order, activity or shift knows of a service in it, for who may read it."""
	if source_doctype in sources.doctypes():
		frappe.get_doc(source_doctype, source).check_permission("read")
	return sources.facts(source_doctype, source)


@frappe.whitelist(methods=["POST"])
def code(record: str) -> dict:
	"""A code to hand to the served person: {number, code, url, qr, valid_until}; shown once."""
	frappe.get_doc(RECORD, record).check_permission("write")
	found = codes.issue(record)
	valid_until = frappe.utils.format_datetime(found["valid_until"], "yyyy-MM-dd HH:mm")
	return {**found, "qr": str(certificates.qr_svg(found["url"])), "valid_until": valid_until}
