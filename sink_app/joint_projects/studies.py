"""每月与社区研究1次共建项目推进情况: a meeting entered once, seen by both sides; the months without one."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

import frappe
from frappe import _
from frappe.query_builder.functions import Min
from frappe.utils import add_months, cint, getdate, nowdate

from sink_app.joint_projects import ON_FILE, OPEN, PROJECT, PROJECT_LIST, lights
from sink_app.registration import reporting
from sink_app.registration.yearly import REPLACED

MEETING, TOPIC = "Sink Meeting", "Sink Meeting Topic"
HELD, PROGRESS = "Held", "Project Progress"


@dataclass(frozen=True)
class Missing:
	"""A list on file, and the months in which its projects were not studied."""

	name: str
	title: str
	organization: str
	community: str
	year: int
	months: tuple[str, ...]
	held: int


def kinds() -> list[str]:
	"""The kinds of meeting that study joint projects, as the kinds themselves say."""
	# acts for itself: kinds of meetings are no secret
	return frappe.get_all(
		"Sink Meeting Kind",
		filters={"studies_projects": 1, "disabled": 0},
		pluck="name",
		order_by="creation asc",
	)


def topics(meeting) -> list[dict]:
	"""The open projects of both sides' list, on the agenda of a monthly study (hook: meeting_topics)."""
	if meeting.kind not in kinds() or not (meeting.organization and meeting.area):
		return []
	year = getdate(meeting.starts_on or nowdate()).year
	rows = frappe.get_list(
		PROJECT,
		filters={
			"organization": meeting.organization,
			"community": meeting.area,
			"year": year,
			"workflow_state": ("in", OPEN),
		},
		fields=["name", "project_title", "progress", "light", "light_reason", "next_step"],
		order_by="deadline asc, creation asc",
		limit_page_length=0,
	)
	return [
		{"duty": PROGRESS, "topic": _words(row), "about_type": PROJECT, "about": row.name} for row in rows
	]


def of_project(project: str) -> list[dict]:
	"""What held meetings resolved on a project, the newest first: [{meeting, day, resolution}]."""
	topic, meeting = frappe.qb.DocType(TOPIC), frappe.qb.DocType(MEETING)
	rows = (
		frappe.qb.from_(topic)
		.join(meeting)
		.on((meeting.name == topic.parent) & (topic.parenttype == MEETING))
		.select(meeting.name.as_("meeting"), meeting.starts_on, topic.resolution)
		.where((topic.about == project) & (topic.about_type == PROJECT) & (meeting.status == HELD))
		.orderby(meeting.starts_on, order=frappe.qb.desc)
		.run(as_dict=True)
	)
	return [
		{"meeting": row.meeting, "day": getdate(row.starts_on), "resolution": row.resolution or ""}
		for row in rows
	]


def of_list(doc) -> list[dict]:
	"""The months since a list is on file: [{month, meeting or nothing, is_open: not over yet}]."""
	begins = _filed([(doc.organization, doc.community, doc.year)]).get(
		(doc.organization, doc.community, doc.year)
	)
	if not begins:
		return []
	held = _held(doc.year).get((doc.organization, doc.community), {})
	this_month = nowdate()[:7]
	return [
		{"month": month, "meeting": held.get(month), "is_open": month == this_month}
		for month in _months(begins, doc.year, getdate(nowdate()))
	]


def missing(filters: dict | None = None, everybody: bool = False) -> list[Missing]:
	"""The lists on file that lack a study in a month that is over; those whoever asks reads, or all."""
	filters = filters or {}
	year = reporting.year_of(filters)
	table = frappe.qb.DocType(PROJECT_LIST)
	if everybody:
		found = frappe.qb.from_(table)
	else:
		table, found = reporting.asked(
			PROJECT_LIST, filters, ("system", "unit", "district", "street", "community")
		)
	rows = (
		found.select(table.name, table.title, table.organization, table.community, table.year)
		.where((table.year == year) & (table.workflow_state == ON_FILE))
		.orderby(table.title)
		.run(as_dict=True)
	)
	begun = _filed([(row.organization, row.community, row.year) for row in rows])
	held = _held(year)
	this_month = nowdate()[:7]
	result = []
	for row in rows:
		months = _months(begun[row.organization, row.community, row.year], year, getdate(nowdate()))
		studied = held.get((row.organization, row.community), {})
		lacking = tuple(month for month in months if month not in studied and month < this_month)
		if lacking:
			result.append(Missing(**row, months=lacking, held=len(studied)))
	return result


def _words(row) -> str:
	said = [_("{0}: {1}%").format(row.project_title, cint(row.progress))]
	if row.light in (lights.AMBER, lights.RED):
		said.append(_("{0} ({1})").format(_(row.light), row.light_reason))
	if row.next_step:
		said.append(_("Next Step") + _(": ") + row.next_step)
	return "；".join(said)


def _filed(places: list[tuple]) -> dict[tuple, date]:
	"""{(unit, community, year): the day on which its first version was put on file}."""
	table = frappe.qb.DocType(PROJECT_LIST)
	found = frappe.qb.from_(table).select(
		table.organization, table.community, table.year, Min(table.filed_on)
	)
	if len(places) == 1:
		organization, community, year = places[0]
		found = found.where((table.organization == organization) & (table.community == community))
		found = found.where(table.year == year)
	rows = (
		found.where(table.workflow_state.isin([ON_FILE, REPLACED]) & table.filed_on.isnotnull())
		.groupby(table.organization, table.community, table.year)
		.run()
	)
	return {(organization, community, year): getdate(day) for organization, community, year, day in rows}


def _held(year: int) -> dict[tuple, dict[str, str]]:
	"""{(unit, community): {month: its last study}} of a year."""
	table = frappe.qb.DocType(MEETING)
	rows = (
		frappe.qb.from_(table)
		.select(table.organization, table.area, table.starts_on, table.name)
		.where(table.kind.isin(kinds() or [""]) & (table.status == HELD))
		.where((table.starts_on >= f"{year}-01-01") & (table.starts_on < f"{year + 1}-01-01"))
		.orderby(table.starts_on)
		.run()
	)
	found: dict[tuple, dict[str, str]] = defaultdict(dict)
	for organization, area, starts_on, name in rows:
		found[organization, area][str(starts_on)[:7]] = name
	return found


def _months(begins: date, year: int, today: date) -> list[str]:
	"""The months of a year from a day on, this one included."""
	last = min(today, date(year, 12, 31)).strftime("%Y-%m")
	found, month = [], begins.replace(day=1)
	while month.strftime("%Y-%m") <= last:
		found.append(month.strftime("%Y-%m"))
		month = getdate(add_months(month, 1))
	return found
