"""Which meetings are due: every kind with an interval, for each body that holds it."""

from dataclasses import dataclass
from datetime import date

import frappe
from frappe.query_builder.functions import Coalesce, Max, Min
from frappe.utils import add_months, date_diff, getdate, nowdate
from pypika.terms import Criterion, PseudoColumn

from sink_app.access import query, standing, stands

MEETING = "Sink Meeting"
ON_TIME, PLANNED, SOON, OVERDUE = "On Time", "Planned", "Due Soon", "Overdue"
Place = tuple[str, str]
"""(organization, area), either of them empty."""


@dataclass(frozen=True)
class Duty:
	"""A kind of meeting that a body owes, and how it stands with it."""

	kind: str
	organization: str
	area: str
	last: date | None
	due: date
	planned: date | None
	status: str


def duties(user: str | None = None) -> list[Duty]:
	"""Every meeting owed, the longest overdue first: those a user's stands reach, or all where none is named.

	A body that has never met is counted from the day it was paired or the kind was set up.
	"""
	found = []
	# acts for itself: the kinds of meetings are no secret
	kinds = frappe.get_all(
		"Sink Meeting Kind", filters={"disabled": 0}, fields=["*"], order_by="creation asc"
	)
	for kind in kinds:
		found += _of_kind(kind, user)
	return sorted(found, key=lambda duty: (duty.due, duty.kind, duty.organization, duty.area))


def _of_kind(kind, user: str | None) -> list[Duty]:
	own_intervals = _series(kind.name, None)
	owing = _holders(kind, user)
	last, planned = _meetings(kind.name)
	found = []
	for place, since in owing.items():
		months = own_intervals.get(place, (None, 0))[1] or kind.interval_months
		if months:
			found.append(_duty(kind, place, since, months, last.get(place), planned.get(place)))
	return found


def _duty(kind, place: Place, since: date, months: int, last, planned) -> Duty:
	today, last = getdate(nowdate()), last and getdate(last)
	due = getdate(add_months(last or since, months))
	status = ON_TIME
	if planned and getdate(planned) >= today:
		status = PLANNED
	elif due < today:
		status = OVERDUE
	elif date_diff(due, today) <= kind.remind_before:
		status = SOON
	return Duty(kind.name, *place, last, due, planned and getdate(planned), status)


def _holders(kind, user: str | None) -> dict[Place, date]:
	"""The bodies that owe a kind of meeting, and since when."""
	set_up = getdate(kind.creation)
	if kind.held_by == "Community":
		return {("", area): set_up for area in _communities(user)}
	if kind.held_by == "Unit and Community":
		return {place: max(since, set_up) for place, since in _pairings(user)}
	return {place: since for place, (since, _months) in _series(kind.name, user).items()}


def _communities(user: str | None) -> list[str]:
	area = frappe.qb.DocType("Sink Area")
	found = frappe.qb.from_(area).select(area.name).where((area.level == "Community") & (area.disabled == 0))
	if user:
		where = standing.of("Sink Area", user, stands.roles_with(MEETING, "read"))
		if where is not None:
			reached = [area[column].isin(nodes) for column, nodes in where.items()]
			found = found.where(Criterion.any(reached)) if reached else found.where(area.name.isnull())
	return [name for (name,) in found.run()]


def _pairings(user: str | None) -> list[tuple[Place, date]]:
	table, today = frappe.qb.DocType("Sink Pairing"), nowdate()
	current = (
		frappe.qb.from_(table)
		.select(table.organization, table.area, table.from_date)
		.where((table.kind == "Unit and Community") & (table.from_date <= today))
		.where(table.to_date.isnull() | (table.to_date >= today))
	)
	rows = _reached(current, "Sink Pairing", user).run()
	return [((organization, area), getdate(since)) for organization, area, since in rows]


def _series(kind: str, user: str | None) -> dict[Place, tuple[date, int]]:
	"""{place: (since when, months between its meetings or 0)} of the standing members' records."""
	table = frappe.qb.DocType("Sink Meeting Series")
	in_use = (
		frappe.qb.from_(table)
		.select(table.organization, table.area, table.creation, table.interval_months)
		.where((table.kind == kind) & (table.disabled == 0))
	)
	rows = _reached(in_use, "Sink Meeting Series", user).run()
	return {
		(organization or "", area or ""): (getdate(since), months or 0)
		for organization, area, since, months in rows
	}


def _meetings(kind: str) -> tuple[dict[Place, date], dict[Place, date]]:
	"""When each body last held a kind of meeting, and when the next one is planned."""
	table = frappe.qb.DocType(MEETING)
	place = (Coalesce(table.organization, ""), Coalesce(table.area, ""))
	held = frappe.qb.from_(table).where((table.kind == kind) & (table.status == "Held"))
	ahead = frappe.qb.from_(table).where((table.kind == kind) & (table.status == "Planned"))
	ahead = ahead.where(table.starts_on >= nowdate())
	last = held.select(*place, Max(table.starts_on)).groupby(*place).run()
	planned = ahead.select(*place, Min(table.starts_on)).groupby(*place).run()
	found = [{(organization, area): day for organization, area, day in rows} for rows in (last, planned)]
	# a community counts the meetings that it held together with an organization too
	for days, earlier in zip(found, (max, min), strict=True):
		for (organization, area), day in list(days.items()):
			if organization and area:
				days[("", area)] = earlier(day, days.get(("", area), day))
	return found[0], found[1]


def _reached(found, doctype: str, user: str | None):
	"""A query narrowed to the records that a user reads; as it is where no user is named."""
	condition = query.readable(doctype, user) if user else ""
	return found.where(PseudoColumn(f"({condition.replace('%', '%%')})")) if condition else found
