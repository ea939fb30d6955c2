"""纪实档案 of a member: all that was done in all years, on one page and in one print."""

from dataclasses import asdict

import frappe
from frappe import _
from frappe.utils import formatdate, nowdate

from sink_app.organization.chapters import Chapter, body, day, listed, translated
from sink_app.reporting import HALF_YEAR

MEMBER = "Sink Member"


@frappe.whitelist()
def page(member: str) -> dict:
	"""The file of a member for whoever may read the member: {title, belongs_to, chapters}."""
	doc = frappe.get_doc(MEMBER, member)
	doc.check_permission("read")
	belongs_to = " · ".join(dict.fromkeys(filter(None, (body(doc.unit), body(doc.organization)))))
	return {
		"title": doc.member_name,
		"belongs_to": belongs_to,
		"chapters": [asdict(chapter) for chapter in chapters(doc)],
	}


def chapters(member) -> list[Chapter]:
	"""Every module's chapters (hook `service_file_chapters`), without those that say nothing."""
	return [
		chapter
		for path in frappe.get_hooks("service_file_chapters")
		for chapter in frappe.get_attr(path)(member)
	]


def sink_service_file(doc) -> frappe._dict:
	"""What the printed file shows (hook: jinja); whoever prints it gets what they may read."""
	return frappe._dict(
		chapters=chapters(doc),
		unit=body(doc.unit),
		organization=body(doc.organization),
		day=formatdate(nowdate(), "long"),
	)


def of_reports(member) -> list[Chapter]:
	"""The member's half-year reports (hook: service_file_chapters)."""
	return listed(
		_("Half-Year Reports"),
		HALF_YEAR,
		{"member": member.name},
		{
			"year": (_("Year"), None),
			"half": (_("Half-Year"), translated),
			"workflow_state": (_("Stage"), translated),
			"handed_in_on": (_("Handed In On"), day),
			"accepted_on": (_("Accepted On"), day),
		},
		"year desc, half desc",
	)
