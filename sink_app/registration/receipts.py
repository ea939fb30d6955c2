"""What slips and receipts show beside a record's own fields (hook: jinja)."""

import frappe
from frappe import _
from frappe.utils import formatdate

from sink_app.approvals import log, printing
from sink_app.registration.states import PLACED

LIAISONS = ("unit_liaison_phone", "community_liaison", "community_liaison_phone")
"""Fields of a slip above the level that everybody reads."""


def sink_registration_receipt(doc) -> frappe._dict:
	"""The texts of a member's 报到回执: who came from where, taken in by whom and when, into which grid."""
	placed = [entry for entry in log.entries(doc.doctype, doc.name) if entry["to_state"] == PLACED]
	return frappe._dict(
		community=_title("Sink Area", doc.community, "title") or doc.external_place,
		grid=_title("Sink Area", doc.grid, "area_name"),
		building=_title("Sink Area", doc.building, "area_name"),
		unit=_title("Sink Organization", doc.unit, "org_name"),
		branch=_title("Sink Organization", doc.branch, "org_name"),
		taken_in_by=printing.who(placed[-1]) if placed else "",
		day=_day(doc.placed_on),
		contact=_contact(doc.community),
	)


def sink_organization_slip(doc) -> frappe._dict:
	"""The texts of 党组织报到单 and of its receipt."""
	readable = _readable(doc.doctype)
	return frappe._dict(
		shown={field: doc.get(field) if field in readable else "" for field in LIAISONS},
		labels={df.fieldname: _(df.label) for df in doc.meta.fields if df.label},
		organization=_title("Sink Organization", doc.organization, "org_name"),
		kind=_(_title("Sink Organization", doc.organization, "unit_kind") or ""),
		community=_title("Sink Area", doc.community, "title"),
		street=_title("Sink Area", doc.street, "title"),
		items=[line.strip() for line in (doc.claimed_items or "").splitlines() if line.strip()],
		registered=_day(doc.registered_on),
		accepted=_day(doc.accepted_on),
		steps=printing.sink_approval_steps(doc),
	)


def _contact(community: str | None) -> str:
	"""Whom to call at the community, for who may read it."""
	if not community or "contact_name" not in _readable("Sink Area"):
		return ""
	return " ".join(
		filter(None, frappe.db.get_value("Sink Area", community, ["contact_name", "contact_phone"]))
	)


def _readable(doctype: str) -> set[str]:
	meta = frappe.get_meta(doctype)
	levels = {0, *meta.get_permlevel_access("read")}
	return {df.fieldname for df in meta.fields if (df.permlevel or 0) in levels}


def _title(doctype: str, name: str | None, field: str) -> str:
	return (frappe.db.get_value(doctype, name, field) or "") if name else ""


def _day(moment) -> str:
	return formatdate(moment, "long") if moment else _("Year    Month    Day")
