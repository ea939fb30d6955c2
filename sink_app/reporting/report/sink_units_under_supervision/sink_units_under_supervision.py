"""单位报告情况: which units reported, which are late, which projects are behind (武组通〔2021〕37号, 一).

Of the units that whoever asks answers for; each column is one query.
"""

from datetime import date

import frappe
from frappe import _
from frappe.query_builder.functions import Count
from frappe.utils import cint, formatdate, getdate, nowdate

from sink_app.organization import reach
from sink_app.reporting import ANNUAL, CHECK, DEBRIEF, FILED, PROGRESS, PROGRESS_FILED, days

ISSUE = "Sink Issue"
OPEN_ISSUES = ("Issue Acceptance", "Issue Reported", "Issue in Hand")


def execute(filters: dict | None = None):
	"""A row a unit, with the progress report of the last period that ended, and the year's reports."""
	filters = filters or {}
	frappe.has_permission(PROGRESS, throw=True)
	day = getdate(filters.get("day") or nowdate())
	period = days.progress_due(day)
	rows = reach.units(filters)
	names = [row.unit for row in rows]
	progress = _progress(names, period.first)
	annual = _by_unit(ANNUAL, names, {"year": day.year, "kind": "Annual Report"}, "workflow_state")
	debriefs = _by_unit(DEBRIEF, names, {"year": day.year}, "status")
	remarks = _remarks(names)
	for row in rows:
		_tell_progress(row, progress.get(row.unit), days.due_of_progress(period.last), day)
		_tell(row, "annual", annual.get(row.unit), FILED, days.due_of_annual(day.year, False), day)
		_tell(row, "debrief", debriefs.get(row.unit), "Debriefed", days.due_of_debrief(day.year), day)
		row.remarks = remarks.get(row.unit, 0)
	message = _("Progress reports of {0}, due on {1}.").format(
		period.label, formatdate(days.due_of_progress(period.last))
	)
	return _columns(), rows, message, None, _summary(rows)


def _progress(units: list[str], first: date) -> dict[str, frappe._dict]:
	rows = frappe.get_list(
		PROGRESS,
		filters={"organization": ("in", units or [""]), "from_date": first},
		fields=["name", "organization", "workflow_state as state", "red", "is_late", "filed_on"],
		limit_page_length=0,
	)
	return {row.organization: row for row in rows}


def _by_unit(doctype: str, units: list[str], about: dict, state: str) -> dict[str, frappe._dict]:
	rows = frappe.get_list(
		doctype,
		filters={**about, "organization": ("in", units or [""])},
		fields=["name", "organization", f"{state} as state"],
		order_by="creation asc",
		limit_page_length=0,
	)
	return {row.organization: row for row in rows}


def _remarks(units: list[str]) -> dict[str, int]:
	"""How many remarks of supervision groups each unit has not answered."""
	table = frappe.qb.DocType(ISSUE)
	return dict(
		frappe.qb.from_(table)
		.select(table.organization, Count("*"))
		.where(table.organization.isin(units or [""]) & (table.raised_by == "Supervision Group"))
		.where(table.workflow_state.isin(list(OPEN_ISSUES)))
		.groupby(table.organization)
		.run()
	)


def _tell_progress(row, report, due: date, day: date):
	_tell(row, "progress", report, PROGRESS_FILED, due, day)
	if report and report.state == CHECK:
		row.progress_colour = "blue"
	row.is_late = _("Late") if report and report.is_late else ""
	row.red = cint(report.red) if report else 0
	row.red_colour, row.red_name = ("red", report.name) if row.red else ("", "")


def _tell(row, key: str, report, done: str, due: date, day: date):
	"""How a report stands, in a word and a colour; what is missing says by when it is due."""
	if report:
		row[f"{key}_name"], row[key] = report.name, _(report.state)
		late = "red" if day > due else "orange"
		row[f"{key}_colour"] = "green" if report.state == done else late
		return
	row[f"{key}_name"] = ""
	row[key] = _("Not Handed In in Time") if day > due else _("Due on {0}").format(formatdate(due))
	row[f"{key}_colour"] = "red" if day > due else "gray"


def _columns() -> list[dict]:
	def column(fieldname: str, label: str, fieldtype: str = "Data", width: int = 130) -> dict:
		return {"fieldname": fieldname, "label": label, "fieldtype": fieldtype, "width": width}

	return [
		column("title", _("Unit"), width=280),
		column("progress", _("Progress Reports"), width=160),
		column("is_late", _("Handed In Late"), width=90),
		column("red", _("Projects Behind"), "Int", 100),
		column("remarks", _("Remarks Not Answered"), "Int", 120),
		column("annual", _("Annual Report"), width=160),
		column("debrief", _("Debrief"), width=160),
	]


def _summary(rows: list) -> list[dict]:
	reported = sum(row.progress_colour in ("green", "blue") for row in rows)
	late = sum(row.progress_colour == "red" or bool(row.is_late) for row in rows)
	return [
		{"label": _("Units"), "value": len(rows), "datatype": "Int"},
		{"label": _("Progress Reported"), "value": reported, "datatype": "Int", "indicator": "Green"},
		{"label": _("Late"), "value": late, "datatype": "Int", "indicator": "Red"},
		{
			"label": _("Projects Behind"),
			"value": sum(row.red for row in rows),
			"datatype": "Int",
			"indicator": "Red",
		},
	]
