"""Red, amber, green: how a project stands by its days and its progress, by rules an office sets."""

from collections import defaultdict
from datetime import date

import frappe
from frappe import _
from frappe.utils import cint, date_diff, getdate, nowdate

from sink_app.joint_projects import OPEN, PROJECT, settings
from sink_app.organization.wording import site_language

GREEN, AMBER, RED, CLOSED = "Green Light", "Amber Light", "Red Light", "Finished"
FIELDS = ("name", "workflow_state", "from_date", "deadline", "progress", "light", "light_reason", "creation")


def of(project, milestones: list, last_word: date | None, today: date) -> tuple[str, str]:
	"""(light, why): red after the deadline or far behind; amber when late, near the end or silent."""
	if project.workflow_state not in OPEN:
		return CLOSED, ""
	left = date_diff(project.deadline, today)
	if left < 0:
		return RED, _("Late by {0} days", lang=site_language()).format(-left)
	behind = _behind(project, today)
	if behind >= settings.number("red_behind"):
		return RED, _("{0}% behind the time gone", lang=site_language()).format(behind)
	why = _amber(project, milestones, last_word, today)
	return (AMBER, why) if why else (GREEN, "")


def _amber(project, milestones: list, last_word: date | None, today: date) -> str:
	"""Why a project wants looking after; empty where it does not."""
	late = next((row.milestone for row in milestones if not row.done_on and getdate(row.due) < today), None)
	if late:
		return _("Milestone «{0}» is late", lang=site_language()).format(late)
	behind, left = _behind(project, today), date_diff(project.deadline, today)
	if behind >= settings.number("amber_behind"):
		return _("{0}% behind the time gone", lang=site_language()).format(behind)
	if left <= settings.number("amber_days") and cint(project.progress) < 100:
		return _("{0} days left", lang=site_language()).format(left)
	silent = date_diff(today, last_word or project.from_date or project.creation)
	if silent > settings.number("stale_days"):
		return _("No word of progress for {0} days", lang=site_language()).format(silent)
	return ""


def settle(doc):
	"""A project's light as its record stands now."""
	last = max((getdate(row.told_on) for row in doc.progress_rows), default=None)
	doc.light, doc.light_reason = of(doc, doc.milestones, last, getdate(nowdate()))


def refresh():
	"""Every open project's light as of today (hook: daily). May be run again; writes what has changed."""
	today = getdate(nowdate())
	# acts for itself: a job looks after every project
	rows = frappe.get_all(
		PROJECT, filters={"workflow_state": ("in", OPEN)}, fields=list(FIELDS), order_by="creation asc"
	)
	names = [row.name for row in rows]
	milestones, words = defaultdict(list), {}
	for row in _rows("Sink Project Milestone", names, ["parent", "milestone", "due", "done_on"]):
		milestones[row.parent].append(row)
	for row in _rows("Sink Project Progress", names, ["parent", "told_on"]):
		words[row.parent] = max(words.get(row.parent, row.told_on), row.told_on)
	for row in rows:
		light, why = of(row, milestones[row.name], words.get(row.name), today)
		if (light, why) != (row.light, row.light_reason or ""):
			told = {"light": light, "light_reason": why}
			frappe.db.set_value(PROJECT, row.name, told, update_modified=False)


def _rows(doctype: str, parents: list[str], fields: list[str]) -> list:
	# acts for itself: rows of the projects found before
	return frappe.get_all(
		doctype,
		filters={"parent": ("in", parents or [""]), "parenttype": PROJECT},
		fields=fields,
		order_by="idx asc",
	)


def _behind(project, today: date) -> int:
	"""By how many percent the progress lies behind the time that is gone."""
	begins = getdate(project.from_date or project.creation)
	span = max(1, date_diff(project.deadline, begins))
	gone = min(100, max(0, 100 * date_diff(today, begins) // span))
	return gone - cint(project.progress)
