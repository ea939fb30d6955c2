"""办理时效: how soon orders found their people and were done (湖北经济学院 plan, 四(三)5)."""

import frappe
from frappe import _
from frappe.query_builder.functions import Avg, Count, Sum
from frappe.utils import cint
from pypika import Case, CustomFunction
from pypika.functions import Date

from sink_app.registration import reporting
from sink_app.registration.reporting import column
from sink_app.service.orders import ACCEPTED, CANCELLED, DISPATCHED, HANDED_IN, IN_SERVICE, ORDER, PLACED

SECONDS = CustomFunction("unix_timestamp", ["moment"])
ON_THEIR_WAY = (PLACED, DISPATCHED, ACCEPTED, IN_SERVICE, HANDED_IN)


def execute(filters: dict | None = None):
	"""One row a district, street, community or grid: orders entered in the year, by how they went."""
	filters = filters or {}
	level = filters.get("by") or "Community"
	year = reporting.year_of(filters)
	rows = reporting.titled(_rows(filters, reporting.COLUMN_OF[level], year), reporting.AREA)
	for row in rows:
		for key in ("orders", "cancelled", "completed", "late", "overdue", "rated"):
			row[key] = cint(row[key])
		row.accept_hours = _hours(row.accept_seconds)
		row.complete_hours = _hours(row.complete_seconds)
		row.in_time = reporting.percent(row.completed - row.late, row.completed)
		row.score = round(float(row.score or 0), 1)
	total, late = sum(row.completed for row in rows), sum(row.late for row in rows)
	summary = [
		{"label": _("Orders"), "value": sum(row.orders for row in rows), "datatype": "Int"},
		{"label": _("Completed"), "value": total, "datatype": "Int", "indicator": "Green"},
		{"label": _("In Time (%)"), "value": reporting.percent(total - late, total), "datatype": "Float"},
	]
	return _columns(level), rows, None, None, summary


def _rows(filters: dict, place: str, year: int) -> list:
	order, found = reporting.asked(ORDER, filters, ("district", "street", "community", "grid"))
	is_late = order.due_on.isnotnull() & (Date(order.completed_on) > order.due_on)
	is_overdue = order.workflow_state.isin(ON_THEIR_WAY) & (order.due_on < frappe.utils.nowdate())
	return (
		found.select(
			order[place].as_("node"),
			Count("*").as_("orders"),
			reporting.number_of(order.workflow_state == CANCELLED).as_("cancelled"),
			reporting.number_of(order.completed_on.isnotnull()).as_("completed"),
			reporting.number_of(is_late).as_("late"),
			reporting.number_of(is_overdue).as_("overdue"),
			reporting.number_of(order.score > 0).as_("rated"),
			Avg(SECONDS(order.accepted_on) - SECONDS(order.creation)).as_("accept_seconds"),
			Avg(SECONDS(order.completed_on) - SECONDS(order.creation)).as_("complete_seconds"),
			(Sum(order.score) / Sum(Case().when(order.score > 0, 1))).as_("score"),
		)
		.where(order.creation[f"{year}-01-01" : f"{year}-12-31 23:59:59"])
		.groupby(order[place])
		.run(as_dict=True)
	)


def _hours(seconds) -> float | None:
	return round(float(seconds) / 3600, 1) if seconds is not None else None


def _columns(level: str) -> list[dict]:
	return [
		reporting.title_column(level),
		column("orders", _("Orders")),
		column("completed", _("Completed")),
		column("cancelled", _("Cancelled")),
		column("overdue", _("Overdue")),
		column("accept_hours", _("Hours Until Accepted"), "Float", 130, precision=1),
		column("complete_hours", _("Hours Until Completed"), "Float", 130, precision=1),
		column("in_time", _("In Time (%)"), "Float", precision=1),
		column("rated", _("Rated")),
		column("score", _("Score"), "Float", precision=1),
	]
