"""星级管理: the level that a member has reached, worked out from what stands; nothing is kept of it."""

from dataclasses import dataclass

import frappe
from frappe.query_builder.functions import Sum
from frappe.utils import cint, flt

from sink_app.evaluation import EACH_YEAR, HOURS, LEVEL
from sink_app.evaluation.doctype.sink_evaluation_settings.sink_evaluation_settings import settings
from sink_app.evaluation.points import totals
from sink_app.service.records import RECORD, minimum


@dataclass(frozen=True)
class Level:
	"""A star level: its name, how many stars, and from how many hours or points on."""

	name: str
	stars: int
	least: float


def levels() -> list[Level]:
	"""The levels in use, the lowest first."""
	# acts for itself: what a level takes is for everybody to read
	rows = frappe.get_all(
		LEVEL,
		filters={"disabled": 0},
		fields=["name", "stars", "least"],
		order_by="least asc, stars asc",
	)
	return [Level(row.name, cint(row.stars), flt(row.least)) for row in rows]


def reached(amount: float) -> tuple[Level | None, Level | None]:
	"""(the level that so many hours or points reach, the next one above it)."""
	ladder = levels()
	below = [level for level in ladder if level.least <= amount]
	return (below[-1] if below else None), next((level for level in ladder if level.least > amount), None)


def counted_in(year: int) -> int | None:
	"""The year that counts for stars, None where all years do."""
	return cint(year) if settings().stars_basis == EACH_YEAR else None


def of_members(year: int):
	"""A query, a row a member: member, reached (hours or points that count for stars in a year)."""
	since = counted_in(year)
	if settings().stars_by != HOURS:
		return totals.of_members(since)
	table = frappe.qb.DocType(RECORD)
	return (
		frappe.qb.from_(table)
		.select(table.member, (Sum(table.minutes) / 60).as_("reached"))
		.where(minimum.counts(table, since))
		.groupby(table.member)
	)


def amount_of(member: str, year: int) -> float:
	"""Hours or points of a member that count for stars in a year."""
	since = counted_in(year)
	if settings().stars_by != HOURS:
		return totals.of_member(member, since)
	return flt(minimum.reached_by(member, since)[1] / 60, 2)
