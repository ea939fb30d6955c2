"""What everybody may read: notices on display, inside their dates, and nothing else of them than is shown."""

import frappe
from frappe.query_builder.functions import Coalesce, Count
from frappe.utils import cint, nowdate

from sink_app.approvals import following
from sink_app.organization.doctype.sink_notice.sink_notice import ENDED, ON_DISPLAY
from sink_app.organization.wording import site_language

PAGE = 10
LONGEST_SEARCH = 40
SHOWN = ("name", "title", "kind", "signed_by", "from_date", "to_date", "text", "takes_feedback")


def page(text: str = "", kind: str = "", number: int = 1) -> dict:
	"""One page of notices, the newest first: {rows, number, pages, total}.

	`text` is looked for in the title and in the names of the community and the body that published.
	"""
	notice, area, query = _on_display()
	if kind:
		query = query.where(notice.kind == kind)
	if text := text.strip()[:LONGEST_SEARCH]:
		like = f"%{_literal(text)}%"
		query = query.where(notice.title.like(like) | notice.signed_by.like(like) | area.title.like(like))
	total = query.select(Count("*")).run()[0][0]
	pages = max(1, -(-total // PAGE))
	number = min(max(1, cint(number)), pages)
	rows = (
		query.select(*(notice[field] for field in SHOWN), Coalesce(area.title, "").as_("community"))
		.orderby(notice.from_date, order=frappe.qb.desc)
		.orderby(notice.name)
		.limit(PAGE)
		.offset((number - 1) * PAGE)
		.run(as_dict=True)
	)
	return {"rows": rows, "number": number, "pages": pages, "total": total}


def one(name: str) -> frappe._dict | None:
	"""A notice that is on display today, with its attachments; None for any other."""
	notice, area, query = _on_display()
	rows = (
		query.select(*(notice[field] for field in SHOWN), Coalesce(area.title, "").as_("community"))
		.where(notice.name == name)
		.run(as_dict=True)
	)
	if not rows:
		return None
	found = rows[0]
	# acts for itself: the attachments of what everybody may read
	found.attachments = frappe.get_all(
		"Sink Notice Attachment",
		filters={"parent": name, "parenttype": "Sink Notice"},
		fields=["name", "title"],
		order_by="idx asc",
	)
	return found


def end_past():
	"""End what has been on display to its last day (hook: scheduler_events, daily). May be run again."""
	# acts for itself: a job ends every notice, whoever published it
	past = frappe.get_all(
		"Sink Notice",
		filters={"workflow_state": ON_DISPLAY, "to_date": ("<", nowdate())},
		pluck="name",
		order_by="to_date asc",
	)
	reason = frappe._("Its last day is past.", lang=site_language())
	for name in past:
		following.put(frappe.get_doc("Sink Notice", name), ENDED, "End Notice", reason)


def _on_display():
	notice, area = frappe.qb.DocType("Sink Notice"), frappe.qb.DocType("Sink Area")
	today = nowdate()
	query = (
		frappe.qb.from_(notice)
		.left_join(area)
		.on(area.name == notice.community)
		.where(notice.workflow_state == ON_DISPLAY)
		.where((notice.from_date <= today) & (notice.to_date >= today))
	)
	return notice, area, query


def _literal(text: str) -> str:
	return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
