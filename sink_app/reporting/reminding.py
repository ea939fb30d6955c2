"""What members, branches and units hear in their daily summary of reports (hook: digest_sources)."""

from collections import defaultdict

import frappe
from frappe import _
from frappe.query_builder.functions import Count
from frappe.utils import add_days, get_url, getdate, nowdate

from sink_app.access import stands
from sink_app.approvals.digests import DUE_SOON, OVERDUE, Line
from sink_app.organization.wording import site_language
from sink_app.registration.commitments.periods import Period
from sink_app.reporting import HALF_YEAR, PROGRESS, days, owing
from sink_app.reporting.doctype.sink_reporting_settings.sink_reporting_settings import settings

REPORT = "Sink Missing Half-Year Reports"


def lines_of_half_years() -> dict[str, list[Line]]:
	"""A line for each member who owes one, and one for each branch whose members do."""
	year, half = days.lately_due()
	due, today = days.due_of_half(year, half), getdate(nowdate())
	if not add_days(due, -settings().remind_before) <= today <= add_days(due, settings().remind_after):
		return {}
	found: dict[str, list[Line]] = defaultdict(list)
	kind = OVERDUE if today > due else DUE_SOON
	_tell_members(found, kind, year, half, due)
	if kind == OVERDUE:
		_tell_branches(found, year, half, due)
	return found


def _tell_members(found: dict, kind: str, year: int, half: str, due):
	member, report, query = owing.everywhere(year, half)
	language = site_language()
	title = _("Your report of {0}, {1}, to the branch", lang=language).format(year, _(half, lang=language))
	rows = (
		owing.missing(query, report)
		.select(member.name, member.user)
		.where(member.user.isnotnull() & (member.user != ""))
		.run(as_dict=True)
	)
	for row in rows:
		address = f"/sink#/halfyear/{year}/{half.split()[0]}"
		found[row.user].append(Line(kind, "Sink Member", row.name, title, due, get_url(address)))


def _tell_branches(found: dict, year: int, half: str, due):
	"""One line a branch, however many are missing, for who accepts the reports there."""
	member, report, query = owing.everywhere(year, half)
	rows = (
		owing.missing(query, report)
		.select(member.branch, Count("*").as_("missing"))
		.where(member.branch.isnotnull())
		.groupby(member.branch)
		.run(as_dict=True)
	)
	words = _("{0}: {1} half-year reports are missing", lang=site_language())
	secretaries = _standing("Sink Branch Secretary", HALF_YEAR)
	names = dict.fromkeys(row.branch for row in rows if row.branch in secretaries)
	titles = _titles(list(names))
	for row in rows:
		for user in secretaries.get(row.branch, ()):
			title = words.format(titles[row.branch], row.missing)
			address = get_url(f"/app/query-report/{REPORT}?by=Person&branch={row.branch}")
			found[user].append(Line(OVERDUE, "Sink Organization", row.branch, title, due, address))


def lines_of_progress() -> dict[str, list[Line]]:
	"""A line for each unit under supervision that owes the progress report of the last period."""
	today = getdate(nowdate())
	period = days.progress_due(today)
	due = days.due_of_progress(period.last)
	if today > add_days(due, settings().remind_after):
		return {}
	found: dict[str, list[Line]] = defaultdict(list)
	units = _owing_progress(period)
	organizers = _standing("Sink Unit Organizer", PROGRESS) if units else {}
	kind = OVERDUE if today > due else DUE_SOON
	words = _("Progress report on joint projects of {0}", lang=site_language()).format(period.label)
	for unit in units:
		for user in organizers.get(unit, ()):
			address = get_url("/app/sink-progress-report")
			found[user].append(Line(kind, "Sink Organization", unit, words, due, address))
	return found


def _owing_progress(period: Period) -> list[str]:
	"""Units of a group at work whose report of the period is not handed in."""
	group, unit = (frappe.qb.DocType(each) for each in ("Sink Supervision Group", "Sink Supervision Unit"))
	report = frappe.qb.DocType(PROGRESS)
	rows = (
		frappe.qb.from_(group)
		.join(unit)
		.on(unit.parent == group.name)
		.left_join(report)
		.on((report.organization == unit.organization) & (report.from_date == period.first))
		.select(unit.organization)
		.distinct()
		.where((group.from_date <= period.last) & (group.to_date.isnull() | (group.to_date >= period.last)))
		.where(report.name.isnull() | report.workflow_state.isin(["Draft", "Returned"]))
		.run()
	)
	return [name for (name,) in rows]


def _standing(role: str, doctype: str) -> dict[str, list[str]]:
	"""The users who stand today on an organization in a role and may write a DocType there."""
	# acts for itself: who is to hear of it is read from the stands
	rows = frappe.get_all(
		"Sink Stand",
		filters={"role": role, "organization": ("is", "set")},
		fields=["user", "organization"],
		order_by="creation asc",
	)
	found: dict[str, list[str]] = defaultdict(list)
	for row in rows:
		held = stands.granting(row.user, doctype, "write")
		if row.user not in found[row.organization] and any(each.node == row.organization for each in held):
			found[row.organization].append(row.user)
	return found


def _titles(branches: list[str]) -> dict[str, str]:
	# acts for itself: the names of organizations are public
	rows = frappe.get_all(
		"Sink Organization",
		filters={"name": ("in", branches)},
		fields=["name", "org_name"],
	)
	return {row.name: row.org_name for row in rows}
