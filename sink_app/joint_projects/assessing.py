"""年底由督导组进行检查考核: one visit, one record, a score and an opinion for each project."""

import frappe
from frappe import _
from frappe.utils import escape_html

from sink_app.approvals import following
from sink_app.joint_projects import ASSESS, ASSESSED, ASSESSMENT, DROPPED, PROJECT


class OpinionMissing(frappe.ValidationError):
	pass


@frappe.whitelist()
def rows_of(project_list: str) -> list[dict]:
	"""The rows that an assessment of a list begins with: its projects, for who may read them."""
	return [
		{"project": row.name, "project_title": row.project_title, "state": _(row.workflow_state)}
		for row in frappe.get_list(
			PROJECT,
			filters={"project_list": project_list, "workflow_state": ("!=", DROPPED)},
			fields=["name", "project_title", "workflow_state"],
			order_by="creation asc",
			limit_page_length=0,
		)
	]


@frappe.whitelist(methods=["POST"])
def conclude(assessment: str) -> int:
	"""Let an assessment stand: every completed project of it is assessed. Returns how many are."""
	doc = frappe.get_doc(ASSESSMENT, assessment, for_update=True)
	doc.check_permission("write")
	if not (doc.opinion or "").strip():
		frappe.throw(_("Please write an opinion on the list as a whole before you conclude."), OpinionMissing)
	rows = doc.completed()
	for row in rows:
		if not (row.opinion or "").strip():
			frappe.throw(
				_("Row {0}: please write an opinion on «{1}».").format(
					row.idx, escape_html(row.project_title)
				),
				OpinionMissing,
			)
	doc.status = "Concluded"
	doc.save()
	for row in rows:
		project = frappe.get_doc(PROJECT, row.project, for_update=True)
		project.update(
			{"score": row.score, "assessment_opinion": row.opinion, "assessed_on": doc.inspected_on}
		)
		following.put(project, ASSESSED, ASSESS, row.opinion)
	return len(rows)
