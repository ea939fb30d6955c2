"""What a service record takes over from an emergency (hooks: service_record_sources, _offers)."""

import frappe
from frappe.utils import add_days, nowdate

from sink_app.service.emergencies import ARRIVED, EMERGENCY, LEFT, RESPONSE

OFFERED_FOR = 30
"""Days for which somebody who came is offered a record of it."""


def of_emergency(name: str) -> dict:
	"""Times, place, kind and content of an emergency; a drill is no emergency."""
	doc = frappe.get_doc(EMERGENCY, name)
	return {
		"starts_on": doc.declared_on,
		"ends_on": doc.closed_on,
		"area": doc.area,
		"category": frappe.get_cached_value("Sink Emergency Kind", doc.kind, "category"),
		"is_emergency": int(not doc.is_drill),
		"emergency": doc.name,
		"content": doc.title,
	}


def of_response(name: str) -> dict:
	"""The same of one who came, with the times at which they arrived and left."""
	doc = frappe.get_doc(RESPONSE, name)
	return {
		**of_emergency(doc.emergency),
		"member": doc.member,
		"starts_on": doc.arrived_on,
		"ends_on": doc.left_on,
		"area": doc.area,
	}


def offers(member: str) -> list[dict]:
	"""The emergencies to which a member came lately, the newest first."""
	# acts for itself: asked of the member whose records are written
	rows = frappe.get_all(
		RESPONSE,
		filters={
			"member": member,
			"status": ("in", (ARRIVED, LEFT)),
			"arrived_on": (">=", add_days(nowdate(), -OFFERED_FOR)),
		},
		fields=["name", "emergency"],
		order_by="arrived_on desc",
	)
	return [
		{
			"source_doctype": RESPONSE,
			"source": row.name,
			"title": frappe.db.get_value(EMERGENCY, row.emergency, "title"),
		}
		for row in rows
	]
