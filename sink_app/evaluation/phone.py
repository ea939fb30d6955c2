"""积分与星级 on the member's phone page: one's own, and how it came about."""

import frappe
from frappe import _
from frappe.utils import formatdate

from sink_app.evaluation import ENTRY, POINTS, RULE, stars
from sink_app.evaluation.doctype.sink_evaluation_settings.sink_evaluation_settings import (
	keeps_points,
	keeps_stars,
	settings,
)
from sink_app.evaluation.points import totals
from sink_app.evaluation.points.amounts import plain
from sink_app.registration import phone_pages
from sink_app.registration.own import own_member

SHOWN = 50


@frappe.whitelist()
def card() -> dict:
	"""What the home page says: {points, star: sentences, None where not kept; stars: number; is_kept}."""
	member, year = own_member(), phone_pages.this_year()
	points = totals.by_year(member.name) if keeps_points() else None
	level, sentence = _star(member.name, year) if keeps_stars() else (None, None)
	return {
		"points": points
		and _("{0} points in {1}, {2} in all").format(
			plain(points.get(year)), year, plain(sum(points.values()))
		),
		"is_kept": bool(keeps_points() or keeps_stars()),
		"stars": level.stars if level else 0,
		"star": sentence,
	}


@frappe.whitelist()
def page() -> dict:
	"""The member's own entries, the newest first, and the rules in words."""
	member = own_member()
	# acts for itself: what earns points is for everybody to read
	names = frappe.get_all(RULE, filters={"enabled": 1}, pluck="name", order_by="creation asc")
	rows = frappe.get_list(
		ENTRY,
		filters={"member": member.name},
		fields=["name", "day", "points", "kind", "source_doctype", "explanation"],
		order_by="day desc, creation desc",
		limit=SHOWN,
	)
	return {
		**card(),
		"rules": [frappe.get_cached_doc(RULE, name).summary for name in names] if keeps_points() else [],
		"levels": [_in_words(level) for level in stars.levels()] if keeps_stars() else [],
		"entries": [_told(row) for row in rows] if keeps_points() else [],
	}


def _star(member: str, year: int) -> tuple:
	"""(level, sentence): what is reached, and what the next level still takes."""
	amount = stars.amount_of(member, year)
	level, above = stars.reached(amount)
	said = level.name if level else _("No star yet")
	if above:
		lacking = plain(above.least - amount)
		by_points = settings().stars_by == POINTS
		more = _("{0} points more to {1}") if by_points else _("{0} hours more to {1}")
		said = _("{0}, {1}").format(said, more.format(lacking, above.name))
	return level, said


def _in_words(level: stars.Level) -> str:
	by_points = settings().stars_by == POINTS
	said = _("{0}: from {1} points") if by_points else _("{0}: from {1} hours")
	return said.format(level.name, plain(level.least))


def _told(row) -> dict:
	return {
		"name": row.name,
		"day": formatdate(row.day),
		"points": f"+{plain(row.points)}" if row.points > 0 else plain(row.points),
		"is_taken": row.points < 0,
		"kind": _(row.kind),
		"what": _(row.source_doctype),
		"explanation": row.explanation,
	}
