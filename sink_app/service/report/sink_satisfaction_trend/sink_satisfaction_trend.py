"""满意度走势: how pleased residents were with orders, activities and years (获得感、幸福感不断增强)."""

from collections import defaultdict

import frappe
from frappe import _
from frappe.query_builder.functions import Count, Date
from frappe.utils import getdate

from sink_app.registration import reporting
from sink_app.registration.reporting import column
from sink_app.service.orders import SATISFACTION, rating

SATISFIED = 4
"""From this score up a resident counts as satisfied."""
KINDS = ("Sink Order", "Sink Activity", "Sink Satisfaction Survey")
PERIODS = {
	"Month": lambda day: day.strftime("%Y-%m"),
	"Quarter": lambda day: f"{day.year} Q{(day.month + 2) // 3}",
	"Year": lambda day: str(day.year),
}


def execute(filters: dict | None = None):
	"""One row a month, quarter or year: ratings, their mean, the share satisfied; the mean as a line."""
	filters = filters or {}
	by = filters.get("by") if filters.get("by") in PERIODS else "Month"
	told: dict[str, dict[str, list]] = defaultdict(lambda: defaultdict(list))
	for kind, day, score, number in _rows(filters):
		told[PERIODS[by](getdate(day))][kind].append((score, number))
	rows = [_row(period, told[period]) for period in sorted(told)]
	return _columns(by), rows, None, _chart(rows), _summary(rows)


def _rows(filters: dict) -> list[tuple]:
	"""(what was rated, day, score, how many said so)"""
	table, found = reporting.asked(SATISFACTION, filters, ("district", "street", "community", "grid"))
	day = Date(table.rated_on)
	query = (
		found.select(table.reference_doctype, day, table.score, Count("*"))
		.where(table.status == rating.RATED)
		.groupby(table.reference_doctype, day, table.score)
	)
	if filters.get("kind"):
		query = query.where(table.reference_doctype == filters["kind"])
	if filters.get("from_date"):
		query = query.where(table.rated_on >= f"{getdate(filters['from_date'])} 00:00:00")
	if filters.get("to_date"):
		query = query.where(table.rated_on <= f"{getdate(filters['to_date'])} 23:59:59")
	return list(query.run())


def _row(period: str, by_kind: dict[str, list]) -> frappe._dict:
	everything = [each for scores in by_kind.values() for each in scores]
	row = frappe._dict(period=period, ratings=sum(number for _score, number in everything))
	row.score = _mean(everything)
	row.satisfied = reporting.percent(
		sum(number for score, number in everything if score >= SATISFIED), row.ratings
	)
	for kind in KINDS:
		# nobody said anything is no zero
		row[frappe.scrub(kind)] = f"{mean:.2f}" if (mean := _mean(by_kind.get(kind, []))) else ""
	return row


def _mean(scores: list[tuple]) -> float | None:
	number = sum(number for _score, number in scores)
	return round(sum(score * times for score, times in scores) / number, 2) if number else None


def _chart(rows: list) -> dict | None:
	"""The mean as a line; one period alone is a bar, for a line of one point is none."""
	if not rows:
		return None
	return {
		"type": "line" if len(rows) > 1 else "bar",
		"data": {
			"labels": [row.period for row in rows],
			"datasets": [{"name": _("Score"), "values": [row.score for row in rows]}],
		},
	}


def _summary(rows: list) -> list[dict]:
	ratings = sum(row.ratings for row in rows)
	score = sum(row.score * row.ratings for row in rows) / ratings if ratings else 0
	return [
		{"label": _("Ratings"), "value": ratings, "datatype": "Int"},
		{"label": _("Score"), "value": round(score, 2), "datatype": "Float"},
	]


def _columns(by: str) -> list[dict]:
	return [
		column("period", _(by), "Data", 120),
		column("ratings", _("Ratings")),
		column("score", _("Score"), "Float", precision=2),
		column("satisfied", _("Satisfied (%)"), "Float", precision=1),
		*(column(frappe.scrub(kind), _(kind), "Data", 130, align="right") for kind in KINDS),
	]
