"""What a new meeting begins with: the last one's attendees, the standing agenda, what is still open."""

import frappe
from frappe import _

from sink_app.organization import bodies
from sink_app.organization.meetings import places

INVITED = ("organization", "person_name", "post")


@frappe.whitelist()
def of_new(kind: str, organization: str | None = None, area: str | None = None) -> dict:
	"""For the form of a new meeting: {attendees, topics} as rows, {open_items} as a number."""
	doc = frappe.new_doc("Sink Meeting")
	doc.update({"kind": kind, "organization": organization or None, "area": area or None})
	if not (doc.organization or doc.area):
		return {"attendees": [], "topics": topics(doc), "open_items": 0}
	doc.check_permission("create")
	return {"attendees": attendees(doc), "topics": topics(doc), "open_items": len(still_open(doc))}


def attendees(doc) -> list[dict]:
	"""Who is invited: as the last time, or the standing members, or the three parties of a compound."""
	last = _last_before(doc)
	rows = frappe.get_doc("Sink Meeting", last).attendees if last else _standing_members(doc)
	return [{field: row.get(field) for field in INVITED} for row in rows] or _three_parties(doc)


def topics(doc) -> list[dict]:
	"""The standing agenda of the kind, then what other parts of the app want spoken of.

	Hook `meeting_topics`: functions (meeting) -> rows of its agenda.
	"""
	rows = frappe.get_cached_doc("Sink Meeting Kind", doc.kind).topics
	standing = [{"duty": row.duty, "topic": row.topic} for row in rows]
	return standing + [
		row for path in frappe.get_hooks("meeting_topics") for row in frappe.get_attr(path)(doc)
	]


def earlier(doc) -> list[str]:
	"""The meetings of this kind at this place that were held before, the last first."""
	before = {"starts_on": ("<", doc.starts_on)} if doc.starts_on and not doc.is_new() else {}
	return frappe.get_list(
		"Sink Meeting",
		filters={**places.key(doc), **before, "status": "Held", "name": ("!=", doc.name or "")},
		pluck="name",
		order_by="starts_on desc",
		limit_page_length=0,
	)


def still_open(doc) -> list[dict]:
	"""The action items of earlier meetings that nobody has closed, as {name, parent}."""
	# acts for itself: rows of meetings that whoever asks may read
	return frappe.get_all(
		"Sink Meeting Action",
		filters={
			"parenttype": "Sink Meeting",
			"parent": ("in", earlier(doc) or [""]),
			"status": "Open",
		},
		fields=["name", "parent"],
		order_by="due asc, idx asc",
	)


def _last_before(doc) -> str | None:
	return next(iter(earlier(doc)), None)


def _standing_members(doc) -> list:
	found = frappe.get_list(
		"Sink Meeting Series", filters=places.key(doc), pluck="name", order_by="creation asc", limit=1
	)
	return frappe.get_doc("Sink Meeting Series", found[0]).members if found else []


def _three_parties(doc) -> list[dict]:
	"""Residents' committee, owners' committee and property company (湖北经济学院 plan, 三(二))."""
	held_by = frappe.get_cached_value("Sink Meeting Kind", doc.kind, "held_by")
	if held_by != "Compound":
		return []
	area = frappe.get_cached_value(
		"Sink Area", doc.area, ["title", "community", "owners_committee", "property_company"], as_dict=True
	)
	community = bodies.name_of(None, area.community)
	parties = [{"post": _("Residents' Committee of {0}").format(community)}]
	if area.owners_committee in ("Established", "Term Expired"):
		parties.append({"post": _("Owners' Committee of {0}").format(area.title)})
	if area.property_company:
		parties.append({"post": area.property_company})
	return parties
