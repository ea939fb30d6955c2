"""Whom an order would suit, with the reasons in words: skill, near, free then, has served least.

An aid, no filter, as with posts: who shares nothing with an order is listed as well, after those who do.
"""

from collections import Counter
from datetime import datetime, timedelta

import frappe
from frappe import _
from frappe.query_builder.functions import Count
from frappe.utils import get_datetime, get_time

from sink_app.registration.posts import matching
from sink_app.service import places
from sink_app.service.orders import CLAIM, DONE, HELD, ORDER, WAITING
from sink_app.service.records import RECORD

SAME_COMPOUND, FREE_THEN, NOT_YET, BUSY = 2, 2, 1, -4
"""How much a reason counts beside those of `matching`; only the order of the list depends on it."""
WORKDAY, WEEKEND = "Workday", "Weekend"


def suggestions(order: str) -> list[dict]:
	"""Every member placed in an order's community whom the asker may read, those who fit best first:
	{member, member_name, about, status, served, reason}."""
	doc = frappe.get_doc(ORDER, order)
	doc.check_permission("read")
	people = matching.candidates({"community": doc.community, "year": doc.starts_on.year})
	wanted = wanted_by(doc)
	names = [each.member for each in people]
	served, busy, there = _served(names, doc), _busy(names, doc), _claims(doc.name)
	free, compounds = _free(names, doc), _compounds([each.registration for each in people])
	at = places.compound_of(doc.area)
	found = []
	for each in people:
		score, reasons = _of_place_and_skill(each, wanted, compounds.get(each.registration), at)
		count = served[each.member]
		if each.member in free:
			score, reasons = score + FREE_THEN, [*reasons, _("free then")]
		if each.member in busy:
			score, reasons = score + BUSY, [*reasons, _("has another order then")]
		reasons.append(
			_("served {0} times this year").format(count) if count else _("has not served yet this year")
		)
		found.append(
			{
				"member": each.member,
				"member_name": each.member_name,
				"about": each.about,
				"status": there.get(each.member, ""),
				"served": count,
				"score": score + (0 if count else NOT_YET),
				"reason": "；".join(reasons),
			}
		)
	return sorted(found, key=lambda row: (-row["score"], row["served"], row["member_name"]))


def wanted_by(order) -> matching.Post:
	"""What an order wants, as matching compares it with members."""
	return matching.Post(
		*(order.name, order.title, order.community, order.grid, order.category, None),
		left=order.head_count - (order.taken or 0),
		skills={row.skill for row in order.skills},
	)


def is_free(rows: list, begin: datetime, end: datetime) -> bool:
	"""Whether the times that a member has named hold a service; a kind of day without hours is all day."""
	kind = WEEKEND if begin.weekday() >= 5 else WORKDAY
	for row in rows:
		if row.day_kind != kind:
			continue
		since, until = (get_time(time) if time is not None else None for time in (row.from_time, row.to_time))
		if (since is None or since <= begin.time()) and (until is None or end.time() <= until):
			return True
	return False


def _of_place_and_skill(candidate, wanted, compound: str | None, at: str | None) -> tuple[int, list[str]]:
	matched = matching.match(candidate, wanted)
	score, reasons = matched.score, list(matched.reasons)
	is_in_grid = wanted.grid and wanted.grid == candidate.grid
	if compound and compound == at and not is_in_grid:
		return score + SAME_COMPOUND, [*reasons, _("serves in this compound")]
	return score, reasons


def _compounds(registrations: list[str]) -> dict[str, str]:
	table = frappe.qb.DocType("Sink Registration")
	query = frappe.qb.from_(table).select(table.name, table.compound)
	return dict(query.where(table.name.isin(registrations or [""]) & table.compound.isnotnull()).run())


def _free(members: list[str], order) -> set[str]:
	table = frappe.qb.DocType("Sink Member Time")
	rows = (
		frappe.qb.from_(table)
		.select(table.parent, table.day_kind, table.from_time, table.to_time)
		.where(table.parent.isin(members or [""]))
		.run(as_dict=True)
	)
	by_member: dict[str, list] = {}
	for row in rows:
		by_member.setdefault(row.parent, []).append(row)
	begin, end = get_datetime(order.starts_on), get_datetime(order.ends_on)
	return {member for member, times in by_member.items() if is_free(times, begin, end)}


def _served(members: list[str], order) -> Counter:
	"""How often members have served in the order's year, what they hold now included."""
	return Counter(_orders_of(members, order)) + Counter(_records_of(members, order.starts_on.year))


def _records_of(members: list[str], year: int) -> dict[str, int]:
	"""Confirmed services of a year that came of no order."""
	table = frappe.qb.DocType(RECORD)
	query = (
		frappe.qb.from_(table)
		.select(table.member, Count("*"))
		.where((table.counted_year == year) & table.member.isin(members or [""]))
		.where(table.source_doctype.isnull() | (table.source_doctype != ORDER))
		.groupby(table.member)
	)
	return dict(query.run())


def _orders_of(members: list[str], order) -> dict[str, int]:
	table, year = frappe.qb.DocType(CLAIM), order.starts_on.year
	query = (
		frappe.qb.from_(table)
		.select(table.member, Count("*"))
		.where(table.member.isin(members or [""]) & table.status.isin([HELD, DONE]))
		.where(table.starts_on[f"{year}-01-01" : f"{year}-12-31 23:59:59"])
		.where(table.service_order != order.name)
		.groupby(table.member)
	)
	return dict(query.run())


def _busy(members: list[str], order) -> set[str]:
	"""Who holds another order at the same time."""
	table = frappe.qb.DocType(CLAIM)
	query = (
		frappe.qb.from_(table)
		.select(table.member)
		.where(table.member.isin(members or [""]) & (table.status == HELD))
		.where((table.service_order != order.name) & (table.starts_on < order.ends_on))
		.where((table.ends_on > order.starts_on) & (table.starts_on > order.starts_on - timedelta(days=2)))
	)
	return {member for (member,) in query.run()}


def _claims(order: str) -> dict[str, str]:
	table = frappe.qb.DocType(CLAIM)
	query = frappe.qb.from_(table).select(table.member, table.status)
	return dict(query.where((table.service_order == order) & table.status.isin([HELD, WAITING])).run())
