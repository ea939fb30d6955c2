"""项目进展报告: what a unit tells the supervision group, and the group the unit (武组通〔2021〕37号, 一).

Modules tell of their projects through the hook `progress_sources`: functions (organization, first, last) ->
[{"project_title", "reference_doctype", "reference_name", "community_title", "stage", "progress", "is_red",
"words"}].
"""

from datetime import date

import frappe
from frappe import _
from frappe.utils import add_days, cint, formatdate, nowdate

from sink_app.approvals import following
from sink_app.organization.doctype.sink_issue.sink_issue import ARRIVALS
from sink_app.organization.wording import site_language
from sink_app.reporting.doctype.sink_reporting_settings.sink_reporting_settings import settings

ISSUE, RAISED = "Sink Issue", "Raise Issue"
LONGEST_TITLE = 60


def items(organization: str, first: date, last: date) -> list[dict]:
	"""The projects of a unit in a period, told by whichever module keeps them."""
	return [
		item
		for path in frappe.get_hooks("progress_sources")
		for item in frappe.get_attr(path)(organization, first, last)
	]


def compile_items(doc):
	"""Bring the rows of a report to what the projects say; words a unit typed, and rows of its own, stay."""
	typed = {row.reference_name: row.words for row in doc.items if row.reference_name and row.words}
	own = [row.as_dict() for row in doc.items if not row.reference_name and row.project_title]
	doc.set("items", [])
	for item in items(doc.organization, doc.from_date, doc.to_date):
		doc.append("items", {**item, "words": typed.get(item["reference_name"]) or item.get("words")})
	for row in own:
		doc.append("items", {field: row.get(field) for field in ("project_title", "words")})


def group_of(organization: str) -> str | None:
	"""The title of the supervision group that looks after a unit today."""
	group, unit = (frappe.qb.DocType(each) for each in ("Sink Supervision Group", "Sink Supervision Unit"))
	found = (
		frappe.qb.from_(group)
		.join(unit)
		.on(unit.parent == group.name)
		.select(group.title)
		.where((unit.organization == organization) & (group.from_date <= nowdate()))
		.where(group.to_date.isnull() | (group.to_date >= nowdate()))
		.orderby(group.from_date, order=frappe.qb.desc)
		.limit(1)
		.run()
	)
	return found[0][0] if found else None


def raise_remarks(doc):
	"""Make an issue of every remark that is none yet: the unit answers it like any other."""
	for row in doc.remarks:
		if row.issue:
			continue
		issue = frappe.new_doc(ISSUE)
		issue.update(
			{
				"title": _title(row.remark),
				"kind": "Problem",
				"organization": doc.organization,
				"description": _description(doc, row),
			}
		)
		issue.flags.from_supervision = True
		issue.set_raiser()
		issue.handled_by = issue.level_above()
		following.put(issue, ARRIVALS[issue.handled_by], RAISED)
		row.db_set("issue", issue.name)


def _title(remark: str) -> str:
	first = remark.strip().splitlines()[0]
	return first if len(first) <= LONGEST_TITLE else f"{first[:LONGEST_TITLE]}……"


def _description(doc, row) -> str:
	language = site_language()
	due = row.due or add_days(nowdate(), cint(settings().remark_days))
	origin = _("Remark of the supervision group on «{0}»; please answer by {1}.", lang=language)
	return f"{row.remark}\n\n{origin.format(doc.title, formatdate(due))}"
