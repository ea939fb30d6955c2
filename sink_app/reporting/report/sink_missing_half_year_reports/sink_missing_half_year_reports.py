"""半年报告缺交: who owes the branch a report of the half-year and has not handed it in."""

import frappe
from frappe import _
from frappe.query_builder.functions import Count
from frappe.utils import cint, cstr

from sink_app.registration import reporting
from sink_app.registration.reporting import COLUMN_OF, MOST_ROWS, ORGANIZATION, PERSON, column
from sink_app.reporting import ACCEPTED, IN_REVIEW, days, owing


def execute(filters: dict | None = None):
	"""By unit or branch how many reports are there and missing; with «Person» who has not handed in."""
	filters = filters or {}
	year, half = _asked(filters)
	level = filters.get("by") or "Branch"
	message = _("Reports of {0}, {1}, due on {2}.").format(
		year, _(half), frappe.utils.formatdate(days.due_of_half(year, half))
	)
	if level == PERSON:
		rows = _persons(filters, year, half)
		return _person_columns(), rows, reporting.cut_message(rows) or message
	rows = _nodes(filters, level, year, half)
	return _columns(level), rows, message, None, _summary(rows)


def _asked(filters: dict) -> tuple[int, str]:
	year, half = days.lately_due()
	if named := cstr(filters.get("half")):
		return cint(filters.get("year")) or year, named
	is_another = cint(filters.get("year")) not in (0, days.this_year())
	return (cint(filters["year"]), days.SECOND) if is_another else (year, half)


def _nodes(filters: dict, level: str, year: int, half: str) -> list:
	member, report, found = owing.asked(filters, year, half)
	handed_in = report.workflow_state.isin([IN_REVIEW, ACCEPTED])
	rows = (
		found.select(
			member[COLUMN_OF[level]].as_("node"),
			Count("*").as_("owing"),
			reporting.number_of(handed_in).as_("handed_in"),
			reporting.number_of(report.workflow_state == ACCEPTED).as_("accepted"),
			reporting.number_of(report.is_late == 1).as_("late"),
		)
		.groupby(member[COLUMN_OF[level]])
		.run(as_dict=True)
	)
	for row in rows:
		row.update({key: cint(row[key]) for key in ("handed_in", "accepted", "late")})
		row.missing = row.owing - row.handed_in
		row.rate = reporting.percent(row.handed_in, row.owing)
	return reporting.titled(rows, ORGANIZATION)


def _persons(filters: dict, year: int, half: str) -> list:
	member, report, found = owing.asked(filters, year, half)
	rows = (
		owing.missing(found, report)
		.select(
			member.name.as_("member"),
			member.member_name.as_("title"),
			*(member.unit, member.branch, report.workflow_state, report.name.as_("report")),
		)
		.orderby(member.branch)
		.orderby(member.name)
		.limit(MOST_ROWS)
		.run(as_dict=True)
	)
	rows = reporting.with_bodies(rows)
	for row in rows:
		row.standing = _(row.workflow_state) if row.workflow_state else _("Not begun")
	return rows


def _columns(level: str) -> list[dict]:
	return [
		reporting.title_column(level),
		column("owing", _("Reports Owed")),
		column("handed_in", _("Handed In")),
		column("accepted", _("Accepted")),
		column("missing", _("Missing")),
		column("late", _("Handed In Late")),
		column("rate", _("Rate Handed In (%)"), "Float", precision=1),
	]


def _person_columns() -> list[dict]:
	return [
		reporting.title_column(PERSON),
		column("unit_title", _("Unit"), "Data", 200),
		column("branch_title", _("Party Branch"), "Data", 200),
		column("standing", _("Standing"), "Data", 120),
	]


def _summary(rows: list) -> list[dict]:
	owed, handed_in = (sum(row[key] for row in rows) for key in ("owing", "handed_in"))
	return [
		{"label": _("Reports Owed"), "value": owed, "datatype": "Int"},
		{"label": _("Handed In"), "value": handed_in, "datatype": "Int", "indicator": "Green"},
		{"label": _("Missing"), "value": owed - handed_in, "datatype": "Int", "indicator": "Orange"},
	]
