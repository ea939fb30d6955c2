"""单位报到进度: how far each unit is with both registrations, beside deadline and threshold."""

import frappe
from frappe import _
from frappe.utils import getdate, nowdate

from sink_app.registration import deadlines, reporting
from sink_app.registration.reporting import column


def execute(filters: dict | None = None):
	"""One row a system, unit or branch, those furthest behind first."""
	filters = filters or {}
	level = filters.get("by") or "Unit"
	settings = frappe.get_cached_doc("Sink Registration Settings")
	deadline = deadlines.registration(reporting.year_of(filters))
	days = (deadline - getdate(nowdate())).days
	rows = reporting.by_node(filters, level)
	for row in rows:
		row.update({"deadline": deadline, "days": days, "lacking": row.members - row.both})
		row.standing = _standing(row.rate, settings.rate_threshold, days)
	rows.sort(key=lambda row: row.rate)
	return _columns(level), rows, _message(settings.rate_threshold)


def _standing(rate: float, threshold: float, days: int) -> str:
	if rate >= threshold:
		return _("Reached")
	return _("Not Yet Reached") if days >= 0 else _("Behind the Deadline")


def _columns(level: str) -> list[dict]:
	return [
		reporting.title_column(level),
		column("members", _("Members in Service")),
		column("dispatched", _("Dispatched")),
		column("residence", _("Residence")),
		column("both", _("Both")),
		column("lacking", _("Something Missing")),
		column("rate", _("Rate of Both (%)"), "Float", precision=1),
		column("deadline", _("Deadline"), "Date"),
		column("days", _("Days Left")),
		column("standing", _("Standing"), "Data", 130),
	]


def _message(threshold: float) -> str:
	return _(
		"A unit should reach {0} %; the office sets this and the deadline in the registration settings."
	).format(frappe.format(threshold, {"fieldtype": "Float", "precision": 0}))
