"""A list on file becomes joint projects; a version that changes it changes them, and they stay themselves."""

import frappe
from frappe import _

from sink_app.approvals import following
from sink_app.joint_projects import DROP, DROPPED, ITEM, NOT_STARTED, OPEN, PROJECT, PUT_ON_FILE
from sink_app.organization.wording import site_language

PLANNED = (
	*("project_title", "deed_kind", "goal", "measurable_output", "feasibility_note", "demand_words"),
	*("is_key_issue", "owner_name", "community_owner", "from_date", "deadline", "difficulty"),
	*("in_deeds_list", "campaign", "no_cost", "budget_amount"),
)
PARTY, FUNDS = ("organization", "party_role", "duty"), ("source", "amount", "remarks")


def settle(doc):
	"""Make the projects of a list that was put on file, change those of the version before, drop the rest."""
	for row in doc.items:
		project = frappe.get_doc(PROJECT, row.project) if row.project else frappe.new_doc(PROJECT)
		_take_over(project, doc, row)
		state = project.workflow_state if row.project else NOT_STARTED
		following.put(project, state, PUT_ON_FILE, doc.title)
		if not row.project:
			row.project = project.name
			frappe.db.set_value(ITEM, row.name, "project", project.name, update_modified=False)
	_drop(doc)


def _take_over(project, doc, row):
	project.update({field: row.get(field) for field in PLANNED})
	about = {"project_list": doc.name, "organization": doc.organization, "community": doc.community}
	project.update({**about, "year": doc.year, "from_date": row.from_date or doc.filed_on})
	for table, fields in (("parties", PARTY), ("budget", FUNDS)):
		rows = [each for each in doc.get(table) if each.project_title == row.project_title]
		project.set(table, [{field: each.get(field) for field in fields} for each in rows])


def _drop(doc):
	"""What the version before had and this one has not any more."""
	kept = [row.project for row in doc.items]
	# acts for itself: the projects of the list that was just put on file
	gone = frappe.get_all(
		PROJECT,
		filters={
			"project_list": doc.replaces or "",
			"name": ("not in", kept or [""]),
			"workflow_state": ("in", OPEN),
		},
		pluck="name",
		order_by="creation asc",
	)
	for name in gone:
		following.put(
			frappe.get_doc(PROJECT, name),
			DROPPED,
			DROP,
			_("Not on «{0}» any more", lang=site_language()).format(doc.title),
		)
