"""What a member has. Everyone sees their own sum; there is no list of who has most."""

import frappe
from frappe.query_builder.functions import Sum
from frappe.utils import flt

from sink_app.evaluation import ENTRY
from sink_app.registration.reporting import visible


def by_year(member: str) -> dict[int, float]:
	"""{year: points} of a member, the newest first, as whoever asks may read the ledger."""
	table, condition = frappe.qb.DocType(ENTRY), visible(ENTRY)
	found = (
		frappe.qb.from_(table)
		.select(table.year, Sum(table.points))
		.where(table.member == member)
		.groupby(table.year)
		.orderby(table.year, order=frappe.qb.desc)
	)
	return dict((found if condition is None else found.where(condition)).run())


def of_member(member: str, year: int | None) -> float:
	"""The points of a member in a year, or in all."""
	table = frappe.qb.DocType(ENTRY)
	found = frappe.qb.from_(table).select(Sum(table.points)).where(table.member == member)
	return flt((found.where(table.year == year) if year else found).run()[0][0], 2)


def of_members(year: int | None):
	"""A query over the ledger, a row a member: member, reached (points of a year, or of all)."""
	table = frappe.qb.DocType(ENTRY)
	found = (
		frappe.qb.from_(table).select(table.member, Sum(table.points).as_("reached")).groupby(table.member)
	)
	return found.where(table.year == year) if year else found
