"""吹哨三率: how many whistles were taken on in time, settled, and to whose satisfaction."""

import frappe
from frappe import _
from frappe.query_builder.functions import Count, Sum
from frappe.utils import cint, now_datetime
from pypika.terms import Criterion

from sink_app.registration import reporting
from sink_app.registration.reporting import column, number_of, percent
from sink_app.service.whistles import BLOWN, CLOSED, DRAFT, IN_HAND, RESOLVED, SATISFIED, SOLVED, WHISTLE

AREA_LEVELS = ("District", "Street", "Community", "Grid")
FIELD_OF = {"Whistle Kind": "kind", "Urgency": "level"}
BY = (*AREA_LEVELS, *FIELD_OF)
PLACES = ("district", "street", "community", "grid")


def execute(filters: dict | None = None) -> tuple[list[dict], list[dict]]:
	"""One row a place, kind or urgency: whistles, late now, passed up, and the three rates in percent.

	响应率 is of those that were taken on or whose time to respond is over; 解决率 of those settled or whose
	time to settle is over; 满意率 of those that whoever whistled has judged.
	"""
	filters = filters or {}
	by = filters.get("by") if filters.get("by") in BY else "Community"
	rows = _rows(filters, by)
	for row in rows:
		row.responded_rate = percent(row.in_time, row.to_respond)
		row.solved_rate = percent(row.solved, row.to_settle)
		row.satisfied_rate = percent(row.satisfied, row.judged)
	if by in AREA_LEVELS:
		return _columns(by), reporting.titled(rows, reporting.AREA)
	for row in rows:
		row.title = row.node
	return _columns(by), sorted(rows, key=lambda row: row.node)


def _rows(filters: dict, by: str) -> list[frappe._dict]:
	whistle, found = reporting.asked(WHISTLE, filters, PLACES)
	field = whistle[FIELD_OF.get(by) or reporting.COLUMN_OF[by]]
	figures = _figures(whistle)
	query = (
		found.select(
			field.as_("node"),
			Count("*").as_("whistles"),
			*(number_of(condition).as_(name) for name, condition in figures.items()),
			Sum(whistle.escalations).as_("escalations"),
		)
		.where(whistle.workflow_state != DRAFT)
		.groupby(field)
	)
	if filters.get("kind"):
		query = query.where(whistle.kind == filters["kind"])
	rows = reporting.between(query, whistle.whistled_on, filters).run(as_dict=True)
	for row in rows:
		row.update({name: cint(row[name]) for name in (*figures, "escalations")})
	return rows


def _figures(whistle) -> dict[str, Criterion]:
	now = now_datetime()
	settled = whistle.workflow_state.isin([RESOLVED, CLOSED])
	in_time = whistle.responded_on.notnull() & (whistle.responded_on <= whistle.respond_by)
	return {
		"to_respond": whistle.responded_on.notnull() | (whistle.respond_by < now),
		"in_time": in_time,
		"to_settle": settled | (whistle.close_by < now),
		"solved": settled & (whistle.outcome == SOLVED),
		"late": (whistle.workflow_state == BLOWN) & (whistle.respond_by < now)
		| (whistle.workflow_state == IN_HAND) & (whistle.close_by < now),
		"judged": whistle.satisfaction.notnull() & (whistle.satisfaction != ""),
		"satisfied": whistle.satisfaction.isin(list(SATISFIED)),
	}


def _columns(by: str) -> list[dict]:
	return [
		column("title", _(by), "Data", 220),
		column("whistles", _("Whistles")),
		column("late", _("Late Now")),
		column("escalations", _("Passed Up")),
		column("in_time", _("Taken On in Time"), width=120),
		column("responded_rate", _("Response Rate (%)"), "Float", 120, precision=1),
		column("solved", _("Solved")),
		column("solved_rate", _("Solution Rate (%)"), "Float", 120, precision=1),
		column("satisfied", _("Satisfied")),
		column("satisfied_rate", _("Satisfaction Rate (%)"), "Float", 120, precision=1),
	]
