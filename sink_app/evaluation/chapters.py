"""What the service file says of points and stars, year by year (hook: service_file_chapters)."""

import frappe
from frappe import _

from sink_app.evaluation import EACH_YEAR, ENTRY, stars
from sink_app.evaluation.doctype.sink_evaluation_settings.sink_evaluation_settings import (
	keeps_points,
	keeps_stars,
	settings,
)
from sink_app.evaluation.points import totals
from sink_app.evaluation.points.amounts import plain
from sink_app.organization.chapters import Chapter
from sink_app.service.records import RECORD


def of_points(member) -> list[Chapter]:
	"""Points of each year, as the ledger may be read."""
	if not (keeps_points() and frappe.has_permission(ENTRY)):
		return []
	years = totals.by_year(member.name)
	if not years:
		return []
	rows = [[str(year), plain(points)] for year, points in years.items()]
	rows.append([_("In All"), plain(sum(years.values()))])
	return [Chapter(_("Points"), [_("Year"), _("Points")], rows)]


def of_stars(member) -> list[Chapter]:
	"""The level reached in each year, or over all of them."""
	if not (keeps_stars() and frappe.has_permission(RECORD)):
		return []
	rows = []
	for year in _years(member.name):
		amount = stars.amount_of(member.name, year)
		level, _above = stars.reached(amount)
		if level:
			rows.append([_told(year), level.name, plain(amount)])
	if not rows:
		return []
	labels = [_("Year"), _("Star Level"), _(settings().stars_by)]
	return [Chapter(_("Stars"), labels, rows)]


def _years(member: str) -> list[int]:
	"""The years a member has served in, the newest first; one where all are counted together."""
	table = frappe.qb.DocType(RECORD)
	found = (
		frappe.qb.from_(table)
		.select(table.counted_year)
		.distinct()
		.where((table.member == member) & (table.counted_year > 0))
		.orderby(table.counted_year, order=frappe.qb.desc)
		.run()
	)
	years = [year for (year,) in found]
	return years if settings().stars_basis == EACH_YEAR else years[:1]


def _told(year: int) -> str:
	return str(year) if settings().stars_basis == EACH_YEAR else _("All Years")
