"""Double registration at a glance: who has both, who lacks which since when; telling who can mend it."""

from datetime import date

import frappe
from frappe import _
from frappe.utils import cint, getdate, nowdate

from sink_app.access import holders
from sink_app.approvals import reminders
from sink_app.registration import deadlines, reporting
from sink_app.registration.states import DISPATCHED, KINDS, RESIDENCE, TAKEN_IN, expected_kinds

MEMBER, REGISTRATION = reporting.MEMBER, reporting.REGISTRATION
REMINDER = "Missing Registration"
INLINE = 200
"""So many members are reminded while their sender waits; more in the background."""
NAMED = 30
"""So many names stand in an organizer's digest; the report holds all."""


class NothingMissing(frappe.ValidationError):
	pass


class NoSuchPlace(frappe.ValidationError):
	pass


@frappe.whitelist()
def overview(doctype: str, name: str) -> dict:
	"""How double registration stands for a member, an organization or an area, for who may read it.

	A member: `kinds` with label, state, place and since; else the counts of `reporting.by_node` for it.
	"""
	doc = frappe.get_doc(doctype, name)
	doc.check_permission("read")
	if doctype == MEMBER:
		return {"year": cint(nowdate()[:4]), "kinds": _kinds(doc), "lacking": lacking(doc)}
	column = reporting.COLUMN_OF.get(doc.level)
	if not column or not frappe.has_permission(MEMBER, "read"):
		return {}
	rows = reporting.by_node({column: name}, doc.level)
	figures = ("members", "both", "only_dispatched", "only_residence", "neither", "rate")
	return {
		"year": cint(nowdate()[:4]),
		"filter": column,
		**({figure: rows[0][figure] for figure in figures} if rows else dict.fromkeys(figures, 0)),
	}


def lacking(member) -> list[str]:
	"""The kinds of registration that a member owes this year and lacks."""
	year = cint(nowdate()[:4])
	had = {DISPATCHED: member.dispatched_year == year, RESIDENCE: member.residence_year == year}
	return [kind for kind in expected_kinds(member.status) if not had[kind]]


def missing(filters: dict, lacks: str | None = None) -> list[frappe._dict]:
	"""The members who lack a registration, each with `lacks`, `since` and the state of both kinds.

	lacks narrows to one kind, or to «Both». At most reporting.MOST_ROWS.
	"""
	year = reporting.year_of(filters)
	table = frappe.qb.DocType(MEMBER)
	dispatched = reporting.has(table, DISPATCHED, year)
	residence = reporting.has(table, RESIDENCE, year)
	condition = {
		DISPATCHED: dispatched.negate(),
		RESIDENCE: residence.negate(),
		"Both": dispatched.negate() & residence.negate(),
	}.get(lacks, (dispatched & residence).negate())
	rows = reporting.persons(filters, condition)
	latest = _registrations([row.member for row in rows], year)
	for row in rows:
		own = [latest.get((row.member, kind)) for kind in KINDS]
		row.states = {
			kind: found.workflow_state if found else None for kind, found in zip(KINDS, own, strict=True)
		}
		row.lacks = [kind for kind in KINDS if row.states[kind] not in TAKEN_IN]
		row.since = _since(row, [found for found in own if found], year)
	return rows


@frappe.whitelist(methods=["POST"])
def remind(doctype: str, name: str) -> dict:
	"""Tell those who can mend it what is missing below a place: members, and once a unit's organizers.

	Nobody hears of it twice a day. Returns how many members and organizers were told; `queued` where a worker
	does it.
	"""
	doc = frappe.get_doc(doctype, name)
	doc.check_permission("read")
	if not frappe.has_permission(MEMBER, "report"):
		raise frappe.PermissionError
	filters = {"name": name} if doctype == MEMBER else {_column(doc): name}
	if doctype == MEMBER:
		rows = [_row_of(doc)] if lacking(doc) else []
	else:
		rows = missing(filters)
	if not rows:
		frappe.throw(_("Nothing is missing here."), NothingMissing)
	if len(rows) > INLINE:
		frappe.enqueue(
			"sink_app.registration.double.tell", queue="long", enqueue_after_commit=True, rows=rows
		)
		return {"queued": len(rows)}
	return tell(rows)


def tell(rows: list[dict]) -> dict:
	"""Remind the members and organizers of rows of `missing`; who heard of it today is left in peace."""
	members = 0
	by_branch: dict[str, list[dict]] = {}
	for row in rows:
		by_branch.setdefault(row["branch"] or row["unit"], []).append(row)
		members += _tell_member(row)
	organizers: dict[str, list[dict]] = {}
	for own in by_branch.values():
		member = frappe.get_doc(MEMBER, own[0]["member"])
		for user in holders.of_role(member, "Sink Unit Organizer"):
			organizers.setdefault(user, []).extend(own)
	told = sum(_tell_organizer(user, own) for user, own in organizers.items())
	return {"members": members, "organizers": told}


def remind_before_deadline():
	"""Tell units' organizers how many lack something, some days before the deadline (hook: daily).

	8月10日前完成 (湖北经济学院 plan, 三(三)); which days before is the office's. May be run again.
	"""
	settings = frappe.get_cached_doc("Sink Registration Settings")
	today = getdate(nowdate())
	left = (deadlines.registration(today.year) - today).days
	if str(left) not in (settings.remind_days or "").replace(",", " ").split():
		return
	for row in reporting.by_node({}, "Unit"):
		if row.node and row.members > row.both:
			_tell_unit(row, left)


def _tell_unit(row, left: int):
	subject = _("{0} of {1} members still lack a registration; {2} days are left.").format(
		row.members - row.both, row.members, left
	)
	for user in holders.of_role(frappe.get_doc("Sink Organization", row.node), "Sink Unit Organizer"):
		if reminders.once(REMINDER, user, nowdate(), "Sink Organization", row.node):
			reminders.tell(user, subject, "Sink Organization", row.node)


def _tell_member(row: dict) -> int:
	if not frappe.get_cached_doc("Sink Registration Settings").remind_members:
		return 0
	user = frappe.db.get_value(MEMBER, row["member"], "user")
	if not user or not reminders.once(REMINDER, user, nowdate(), MEMBER, row["member"]):
		return 0
	subject = _("Your registration is still missing: {0}. Please register on the page «My Registration».")
	reminders.tell(user, subject.format(_kinds_in_words(row["lacks"])), MEMBER, row["member"])
	return 1


def _tell_organizer(user: str, rows: list[dict]) -> int:
	if user == frappe.session.user or not reminders.once(REMINDER, user, nowdate()):
		return 0
	lines = "".join(
		f"<li>{frappe.utils.escape_html(row['title'])}：{_kinds_in_words(row['lacks'])}</li>"
		for row in rows[:NAMED]
	)
	more = _("and {0} more").format(len(rows) - NAMED) if len(rows) > NAMED else ""
	subject = _("{0} members of your unit still lack a registration").format(len(rows))
	reminders.tell(user, subject, text=f"<ul>{lines}</ul>{more}")
	return 1


def _kinds_in_words(kinds: list[str]) -> str:
	return _(", ").join(_(kind) for kind in kinds)


def _kinds(member) -> list[dict]:
	year = cint(nowdate()[:4])
	latest = _registrations([member.name], year)
	found = []
	for kind in KINDS:
		row = latest.get((member.name, kind))
		place = row and (row.grid or row.community)
		found.append(
			{
				"kind": kind,
				"label": _(kind),
				"name": row and row.name,
				"state": _(row.workflow_state) if row else None,
				"is_taken_in": bool(row and row.workflow_state in TAKEN_IN),
				"is_owed": kind in expected_kinds(member.status),
				"place": frappe.db.get_value("Sink Area", place, "title")
				if place
				else row and row.external_place,
				"since": str(_since(member, [row] if row else [], year)),
			}
		)
	return found


def _row_of(member) -> dict:
	return {
		"member": member.name,
		"title": member.member_name,
		"unit": member.unit,
		"branch": member.branch,
		"lacks": lacking(member),
	}


def _registrations(members: list[str], year: int) -> dict[tuple[str, str], frappe._dict]:
	"""Each member's last registration of a kind in a year; one that counts goes before one that ended."""
	# acts for itself: of members whom the caller was shown already
	rows = frappe.get_all(
		REGISTRATION,
		filters={"member": ("in", members or [""]), "year": year},
		fields=[
			*("name", "member", "registration_type", "workflow_state", "grid", "community", "external_place"),
			*("active_from", "ended_on"),
		],
		order_by="active_from asc, creation asc",
	)
	rows.sort(key=lambda row: row.ended_on is None)
	return {(row.member, row.registration_type): row for row in rows}


def _since(member, own: list, year: int) -> date:
	"""The day since which things stand so: the year's first, or when something began or ended."""
	days = [day for row in own for day in (row.active_from, row.ended_on) if day]
	return max(date(year, 1, 1), getdate(member.creation), *map(getdate, days))


def _column(doc) -> str:
	if column := reporting.COLUMN_OF.get(doc.level):
		return column
	frappe.throw(_("Please choose a district, street, community, unit or branch."), NoSuchPlace)
