"""A meeting's 进展通报 as a notice: written once, published with one click and a check."""

import frappe
from frappe import _
from frappe.utils import add_days, nowdate

SHOWN_FOR = 30
"""Days that a progress report is proposed to be on display; its author may change them."""


class NothingToPublish(frappe.ValidationError):
	pass


@frappe.whitelist(methods=["POST"])
def draft(meeting: str) -> str:
	"""The notice of a meeting's progress report, drafted if there is none yet; returns its name.

	及时通报工作进展 (湖北经济学院 plan, 二). Raises NothingToPublish.
	"""
	doc = frappe.get_doc("Sink Meeting", meeting, for_update=True)
	doc.check_permission("write")
	if doc.notice and frappe.db.exists("Sink Notice", doc.notice):
		return doc.notice
	if not (doc.progress_report or "").strip():
		frappe.throw(
			_("«Progress Report» is empty. Please write first what is to be made known."), NothingToPublish
		)
	notice = frappe.get_doc(
		{
			"doctype": "Sink Notice",
			"title": _("Progress report: {0}").format(doc.title)[:140],
			"kind": "Progress Report",
			"organization": doc.organization,
			"area": doc.area,
			"from_date": nowdate(),
			"to_date": add_days(nowdate(), SHOWN_FOR),
			"text": doc.progress_report,
			"meeting": doc.name,
		}
	).insert()
	doc.db_set("notice", notice.name)
	return notice.name
