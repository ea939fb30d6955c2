"""Word of a project's progress: said once, by who carries it out."""

import frappe
from frappe import _
from frappe.utils import cint, getdate, nowdate

from sink_app.joint_projects import NOT_STARTED, PROJECT, UNDER_WAY


class ProgressOutOfRange(frappe.ValidationError):
	pass


class ToldInTheFuture(frappe.ValidationError):
	pass


class NotUnderWay(frappe.ValidationError):
	pass


@frappe.whitelist(methods=["POST"])
def note(project: str, progress: int, done: str, next_step: str = "") -> dict:
	"""Add today's word to a project that is under way; returns its progress, light and why."""
	doc = frappe.get_doc(PROJECT, project, for_update=True)
	doc.check_permission("write")
	if doc.workflow_state not in (NOT_STARTED, UNDER_WAY):
		frappe.throw(
			_("This project is at «{0}»; no progress is told any more.").format(_(doc.workflow_state)),
			NotUnderWay,
		)
	words = {"progress": progress, "done": done, "next_step": next_step}
	doc.append("progress_rows", {"told_on": nowdate(), **words})
	doc.save()
	return {"progress": doc.progress, "light": doc.light, "reason": doc.light_reason}


def take_latest(doc):
	"""How far a project is and what comes next: what its latest row says."""
	for row in doc.progress_rows:
		if not 0 <= cint(row.progress) <= 100:
			frappe.throw(
				_("«{0}», row {1}: please enter a number from 0 to 100.").format(
					_(doc.meta.get_label("progress_rows")), row.idx
				),
				ProgressOutOfRange,
			)
		if getdate(row.told_on) > getdate(nowdate()):
			frappe.throw(
				_("«{0}», row {1}: this day lies in the future.").format(
					_(doc.meta.get_label("progress_rows")), row.idx
				),
				ToldInTheFuture,
			)
	if doc.progress_rows:
		last = max(doc.progress_rows, key=lambda row: (getdate(row.told_on), row.idx))
		doc.progress, doc.next_step = last.progress, last.next_step
