"""What people hear of joint projects and “三个一” in their daily summary (hook: digest_sources)."""

from collections import defaultdict

import frappe
from frappe import _
from frappe.utils import add_days, cint, getdate, nowdate

from sink_app.approvals.digests import DUE_SOON, OVERDUE, Line
from sink_app.joint_projects import DRAFT, ONES_FIXED, PROJECT_LIST, RETURNED, THREE_ONES, settings, studies
from sink_app.organization import bodies
from sink_app.organization.meetings import due

REMIND_BEFORE, REPORT_BEFORE = 7, 20
SPOKEN_OF = 60
"""Days for which what is late is spoken of; after that it is left to the reports."""


def lines_of_lists() -> dict[str, list[Line]]:
	"""Lists that lie with their unit shortly before the day and after it."""
	return _of_drafts(PROJECT_LIST, _("List of Joint Projects"))


def lines_of_studies() -> dict[str, list[Line]]:
	"""Lists that lack a monthly study, where the meetings' own reminder does not speak of it already."""
	told = {(duty.organization, duty.area) for duty in due.duties() if duty.status == due.OVERDUE}
	found: dict[str, list[Line]] = defaultdict(list)
	for row in studies.missing(everybody=True):
		if (row.organization, row.community) in told:
			continue
		title = f"{_('Missing Monthly Studies')} · {row.title} · {_(', ').join(row.months)}"
		line = Line(OVERDUE, PROJECT_LIST, row.name, title, getdate(f"{row.months[-1]}-28"))
		for user in bodies.people_of(row.organization):
			found[user].append(line)
	return found


def lines_of_three_ones() -> dict[str, list[Line]]:
	"""Plans that lie with their branch around the day; July notices and year-end reports that are missing."""
	found = _of_drafts(THREE_ONES, _("Three Ones"))
	this_year = getdate(nowdate()).year
	for year in (this_year - 1, this_year):
		begins, ends = settings.day("notice_from", year), settings.day("notice_due", year)
		_add_missing(found, year, "notice_on", _("July Notice to the Members"), (begins, ends))
		ends = settings.day("report_due", year)
		begins = getdate(add_days(ends, -REPORT_BEFORE))
		_add_missing(found, year, "reported_on", _("Year-End Report"), (begins, ends))
	return found


def _add_missing(found: dict[str, list[Line]], year: int, field: str, what: str, span: tuple):
	"""Lines on agreed plans whose `field` is empty, from the first day of the span till after the last."""
	begins, ends = span
	today = getdate(nowdate())
	if not begins <= today <= getdate(add_days(ends, SPOKEN_OF)):
		return
	# acts for itself: a job reminds every branch
	rows = frappe.get_all(
		THREE_ONES,
		filters={"year": year, "workflow_state": ONES_FIXED, field: ("is", "not set")},
		fields=["name", "title", "organization"],
		order_by="creation asc",
	)
	kind = OVERDUE if today > ends else DUE_SOON
	for row in rows:
		line = Line(kind, THREE_ONES, row.name, f"{what} · {row.title}", ends)
		for user in bodies.people_of(row.organization):
			found[user].append(line)


def _of_drafts(doctype: str, what: str) -> dict[str, list[Line]]:
	"""Records that lie with who drafted them, from a week before their day until it is long past."""
	today = getdate(nowdate())
	found: dict[str, list[Line]] = defaultdict(list)
	# acts for itself: a job reminds everybody
	rows = frappe.get_all(
		doctype,
		filters={
			"year": (">=", cint(today.year) - 1),
			"workflow_state": ("in", [DRAFT, RETURNED]),
			"due_date": ("between", [add_days(today, -SPOKEN_OF), add_days(today, REMIND_BEFORE)]),
		},
		fields=["name", "title", "organization", "due_date"],
		order_by="due_date asc",
	)
	for row in rows:
		kind = OVERDUE if getdate(row.due_date) < today else DUE_SOON
		line = Line(kind, doctype, row.name, f"{what} · {row.title}", getdate(row.due_date))
		for user in bodies.people_of(row.organization):
			found[user].append(line)
	return found
