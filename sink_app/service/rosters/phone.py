"""我的值班 on the member's phone page: own days, changing one with a colleague, answering one."""

import frappe
from frappe import _
from frappe.utils import add_days, formatdate, nowdate

from sink_app.registration.own import own_member
from sink_app.service.rosters import LEAVE, PLANNED, ROSTER, SHIFT, SWAP, planning, swaps
from sink_app.service.teams import DUTY, SEAT, TEAM

AHEAD = 120
"""So many days ahead are shown; nobody's roster is longer."""


@frappe.whitelist()
def card() -> dict:
	"""What the home page says: the next duty, how many more, and who waits for an answer."""
	member = own_member().name
	shifts = _own_shifts(member)
	return {
		"next": _shift_card(shifts[0]) if shifts else None,
		"more": max(0, len(shifts) - 1),
		"to_answer": len(_asked_of(member)),
		"is_on_duty": _is_in_duty_team(member),
	}


@frappe.whitelist()
def page() -> dict:
	"""Own duties ahead, with whom each may be changed, and what was asked of one and by one."""
	member = own_member().name
	shifts = _own_shifts(member)
	asked = {row.shift: row for row in _asked_by(member)}
	return {
		"shifts": [{**_shift_card(row), "asked": _asked_words(asked.get(row.name))} for row in shifts],
		"to_answer": [_question(row) for row in _asked_of(member)],
		"colleagues": _colleagues(member, {row.roster for row in shifts}),
		"leave": _leave_ahead(member),
	}


@frappe.whitelist(methods=["POST"])
def ask(shift: str, other_member: str, other_shift: str | None = None, reason: str | None = None) -> dict:
	"""Ask a colleague to stand in, or to change duties; returns the page as it stands then."""
	swaps.ask(own_member().name, shift, other_member, other_shift, reason)
	return page()


@frappe.whitelist(methods=["POST"])
def answer(swap: str, agrees: bool, words: str | None = None) -> dict:
	"""Say yes or no to a colleague; returns the page as it stands then."""
	swaps.answer(swap, own_member().name, agrees, words)
	return page()


@frappe.whitelist(methods=["POST"])
def withdraw(swap: str) -> dict:
	"""Take back what was asked; returns the page as it stands then."""
	swaps.withdraw(swap, own_member().name)
	return page()


@frappe.whitelist(methods=["POST"])
def take_leave(from_date: str, to_date: str) -> dict:
	"""Say on which days one is not there, before a roster is made; returns the page as it stands then."""
	about = {"doctype": LEAVE, "member": own_member().name, "from_date": from_date, "to_date": to_date}
	frappe.get_doc(about).insert()
	return page()


@frappe.whitelist(methods=["POST"])
def drop_leave(leave: str) -> dict:
	"""Be there after all; returns the page as it stands then."""
	own_member()
	frappe.delete_doc(LEAVE, leave)
	return page()


def _is_in_duty_team(member: str) -> bool:
	seat, team = frappe.qb.DocType(SEAT), frappe.qb.DocType(TEAM)
	query = frappe.qb.from_(seat).join(team).on(team.name == seat.team).select(team.name)
	return bool(query.where((seat.member == member) & (team.kind == DUTY)).limit(1).run())


def _leave_ahead(member: str) -> list[dict]:
	rows = frappe.get_list(
		LEAVE,
		filters={"member": member, "to_date": (">=", nowdate())},
		fields=["name", "kind", "from_date", "to_date"],
		order_by="from_date asc",
	)
	return [
		{
			"name": row.name,
			"kind": _(row.kind),
			"days": f"{formatdate(row.from_date)}—{formatdate(row.to_date)}",
		}
		for row in rows
	]


def _own_shifts(member: str) -> list:
	return frappe.get_list(
		SHIFT,
		filters={
			"member": member,
			"status": PLANNED,
			"day": ("between", (nowdate(), add_days(nowdate(), AHEAD))),
		},
		fields=["name", "roster", "day", "from_time", "to_time", "community"],
		order_by="day asc",
		limit_page_length=0,
	)


def _shift_card(row) -> dict:
	place = frappe.db.get_value(ROSTER, row.roster, "place")
	return {
		"name": row.name,
		"roster": row.roster,
		"day": formatdate(row.day),
		"weekday": _(planning.WEEKDAYS[row.day.weekday()]),
		"time": f"{row.from_time}—{row.to_time}",
		"place": place or frappe.db.get_value("Sink Area", row.community, "title") or "",
	}


def _colleagues(member: str, rosters: set[str]) -> dict[str, list[dict]]:
	"""Who is on the same rosters, with the duties that could be given in return; by roster."""
	# acts for itself: a roster hangs in the office; whoever stands on it reads who else does
	rows = frappe.get_all(
		"Sink Duty Person",
		filters={"parent": ("in", list(rosters)), "parenttype": ROSTER, "member": ("!=", member)},
		fields=["parent", "member", "member_name"],
		order_by="member_name asc",
	)
	# acts for itself: see above
	shifts = frappe.get_all(
		SHIFT,
		filters={"roster": ("in", list(rosters)), "status": PLANNED, "day": (">=", nowdate())},
		fields=["name", "member", "roster", "day"],
		order_by="day asc",
	)
	days: dict[tuple, list[dict]] = {}
	for row in shifts:
		days.setdefault((row.roster, row.member), []).append({"name": row.name, "day": formatdate(row.day)})
	found: dict[str, list[dict]] = {}
	for row in rows if rosters else ():
		colleague = {"member": row.member, "name": row.member_name}
		found.setdefault(row.parent, []).append(
			{**colleague, "shifts": days.get((row.parent, row.member), [])}
		)
	return found


def _asked_of(member: str) -> list:
	# acts for itself: what was asked of the member who looks
	return frappe.get_all(
		SWAP,
		filters={"other_member": member, "status": swaps.ASKED},
		fields=["name", "member_name", "day", "other_day", "reason"],
		order_by="day asc",
	)


def _asked_by(member: str) -> list:
	return frappe.get_list(
		SWAP,
		filters={"member": member, "status": swaps.ASKED},
		fields=["name", "shift", "other_name", "other_day"],
		order_by="creation asc",
		limit_page_length=0,
	)


def _question(row) -> dict:
	if row.other_day:
		words = _("{0} asks you to take the duty on {1} and takes yours on {2}.")
	else:
		words = _("{0} asks you to stand in on {1}.")
	days = (formatdate(row.day), formatdate(row.other_day) if row.other_day else "")
	return {"name": row.name, "words": words.format(row.member_name, *days), "reason": row.reason or ""}


def _asked_words(row) -> dict | None:
	if not row:
		return None
	return {
		"name": row.name,
		"words": _("{0} was asked; the answer is still to come.").format(row.other_name),
	}
