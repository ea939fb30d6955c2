"""服务记录 on the member's phone page: written in three entries, handed in, confirmed by a code."""

import frappe
from frappe import _
from frappe.utils import cint, cstr, format_datetime, now_datetime

from sink_app.approvals import steps
from sink_app.registration import phone_pages
from sink_app.registration.own import own_member
from sink_app.registration.states import RESIDENCE, TAKEN_IN
from sink_app.service.activities import PARTICIPANT, WITHDRAWN, signing_up
from sink_app.service.doctype.sink_service_settings.sink_service_settings import settings
from sink_app.service.records import (
	AWAITING,
	CONFIRMED,
	HAND_IN,
	OPEN,
	RECORD,
	REPLACED,
	certificates,
	codes,
	minimum,
	rules,
	sources,
)

SHOWN = 30
WRITTEN = (
	*("source_doctype", "source", "starts_on", "ends_on", "area", "place", "category", "content"),
	*("time_kind", "is_emergency", "late_reason"),
)
"""What a member writes; everything else is worked out."""


class NotYourRecord(frappe.PermissionError):
	"""A record of another member."""


@frappe.whitelist()
def card() -> dict:
	"""What the home page says: what counts this year, what is still wanted, and what waits."""
	member = own_member()
	return {
		**_count(member),
		"open": len(_listed(member, OPEN)),
		"waiting": len(_listed(member, (AWAITING,))),
	}


@frappe.whitelist()
def records() -> dict:
	"""The member's records, the newest first, what counts this year, and the activities to sign up for."""
	member = own_member()
	return {
		**_count(member),
		"records": [_row(row) for row in _listed(member)],
		"activities": _activities(member),
	}


@frappe.whitelist()
def form(record: str | None = None) -> dict:
	"""What is needed to write a record, with as much filled in as is known: values, offers, choices."""
	member = own_member()
	doc = _own(member, record) if record else None
	return {
		"name": record,
		"values": {field: cstr(doc.get(field)) for field in WRITTEN} if doc else {},
		"return_reason": doc.return_reason if doc else None,
		"offers": [] if doc else [_offer(each) for each in sources.offered(member.name)],
		"areas": areas(member),
		"categories": _categories(member),
		"now": format_datetime(now_datetime(), "yyyy-MM-dd'T'HH:mm"),
		"late_after_days": settings().late_after_days,
	}


@frappe.whitelist(methods=["POST"])
def save(values: str | dict, record: str | None = None) -> dict:
	"""Write a record and hand it in, all or nothing; returns {name, state, needs_second}."""
	member = own_member()
	given = frappe.parse_json(values)
	doc = _own(member, record) if record else frappe.get_doc({"doctype": RECORD, "member": member.name})
	doc.update({field: given[field] or None for field in WRITTEN if field in given})
	doc.is_emergency = cint(doc.is_emergency)
	doc.insert() if doc.is_new() else doc.save()
	doc = steps.take(RECORD, doc.name, HAND_IN)
	return {"name": doc.name, "state": _(doc.workflow_state), "needs_second": cint(doc.needs_second)}


@frappe.whitelist(methods=["POST"])
def code(record: str) -> dict:
	"""A code by which the served person confirms, as {number, code, url, qr, valid_until}."""
	_own(own_member(), record)
	found = codes.issue(record)
	return {
		**found,
		"qr": str(certificates.qr_svg(found["url"])),
		"valid_until": format_datetime(found["valid_until"], "yyyy-MM-dd HH:mm"),
	}


@frappe.whitelist(methods=["POST"])
def sign_up(activity: str) -> dict:
	"""Sign up for an activity; returns the page as it stands then."""
	signing_up.sign_up(activity, own_member().name)
	return records()


@frappe.whitelist(methods=["POST"])
def withdraw(participant: str) -> dict:
	"""Give a place in an activity back; returns the page as it stands then."""
	own_member()
	signing_up.withdraw(participant)
	return records()


def _own(member, record: str):
	doc = frappe.get_doc(RECORD, record)
	if doc.member != member.name:
		frappe.throw(_("This is the record of somebody else."), NotYourRecord)
	doc.check_permission("read")
	return doc


def _count(member) -> dict:
	year = phone_pages.this_year()
	times, minutes = minimum.reached_by(member.name, year)
	wanted_times, wanted_minutes = minimum.required(year)
	return {
		"year": year,
		"times": times,
		"hours": certificates.hours_of(minutes).removesuffix(".0"),
		"wanted_times": wanted_times,
		"wanted_hours": wanted_minutes // 60,
		"is_reached": times >= wanted_times and minutes >= wanted_minutes,
		"is_owed": bool(_registrations(member, RESIDENCE)),
	}


def _listed(member, states: tuple[str, ...] = ()) -> list:
	filters = {"member": member.name, "workflow_state": ("in", states) if states else ("!=", REPLACED)}
	return frappe.get_list(
		RECORD,
		filters=filters,
		fields=[
			*("name", "starts_on", "ends_on", "minutes", "place", "category", "content", "workflow_state"),
			*("is_late", "return_reason", "confirmed_by_name", "time_kind"),
		],
		order_by="starts_on desc",
		limit=SHOWN,
	)


def _row(row) -> dict:
	return {
		"name": row.name,
		"when": rules.span(row.starts_on, row.ends_on),
		"hours": certificates.hours_of(row.minutes).removesuffix(".0"),
		"place": row.place,
		"category": _(row.category),
		"content": row.content,
		"state": _(row.workflow_state),
		"style": frappe.db.get_value("Workflow State", row.workflow_state, "style") or "",
		"reason": row.return_reason,
		"confirmed_by": row.confirmed_by_name if row.workflow_state == CONFIRMED else None,
		"may_edit": row.workflow_state in OPEN,
		"may_code": row.workflow_state == AWAITING and bool(settings().takes_codes),
	}


def _offer(each: dict) -> dict:
	facts = each["facts"]
	area = facts.get("area")
	return {
		**{key: each[key] for key in ("source_doctype", "source", "title")},
		"when": rules.span(facts["starts_on"], facts["ends_on"]) if facts.get("ends_on") else "",
		"values": {field: cstr(facts.get(field)) for field in WRITTEN if facts.get(field) is not None},
		"area_title": frappe.db.get_value("Sink Area", area, "title") if area else "",
	}


def _registrations(member, kind: str | None = None) -> list:
	filters = {
		"member": member.name,
		"year": phone_pages.this_year(),
		"workflow_state": ("in", TAKEN_IN),
		"community": ("is", "set"),
		**({"registration_type": kind} if kind else {}),
	}
	return frappe.get_list(
		"Sink Registration",
		filters=filters,
		fields=["community", "grid", "registration_type"],
		order_by="registration_type desc",
	)


def areas(member) -> list[dict]:
	"""Where the member serves: the grid and the community of each registration, where they live first."""
	rows = _registrations(member)
	names = list(dict.fromkeys(area for row in rows for area in (row.grid, row.community) if area))
	# acts for itself: the names of areas are public
	titles = dict(
		frappe.get_all(
			"Sink Area", filters={"name": ("in", names or [""])}, fields=["name", "title"], as_list=True
		)
	)
	return [{"value": name, "label": titles.get(name, name)} for name in names]


def _categories(member) -> list[dict]:
	"""What a service can be, what the member did or wished before first."""
	found = frappe.get_list(
		"Sink Service Category",
		filters={"is_group": 0, "disabled": 0},
		pluck="name",
		order_by="lft asc",
		limit_page_length=0,
	)
	# acts for itself: the member's own records and wishes only put the list in order
	used = frappe.get_all(
		RECORD, filters={"member": member.name}, pluck="category", order_by="starts_on desc", limit=5
	)
	first = list(dict.fromkeys([*used, *(row.category for row in member.wishes)]))
	found.sort(key=lambda name: first.index(name) if name in first else len(first))
	return [{"value": name, "label": _(name)} for name in found]


def _activities(member) -> list[dict]:
	communities = list(dict.fromkeys(row.community for row in _registrations(member)))
	rows = signing_up.open_to(communities)
	mine = {
		row.activity: row.name
		for row in frappe.get_list(
			PARTICIPANT,
			filters={
				"member": member.name,
				"activity": ("in", [row.name for row in rows] or [""]),
				"status": ("!=", WITHDRAWN),
			},
			fields=["name", "activity"],
			order_by="creation asc",
		)
	}
	return [
		{
			"name": row.name,
			"title": row.title,
			"kind": _(row.kind),
			"when": rules.span(row.starts_on, row.ends_on),
			"place": row.place or frappe.db.get_value("Sink Area", row.area, "title"),
			"content": row.content,
			"left": max(0, row.head_count - cint(row.signed_up)),
			"wanted": row.head_count,
			"participant": mine.get(row.name),
		}
		for row in rows
	]
