"""What stands beside the forms of lists and projects: one answer each, for who may read the record."""

import frappe
from frappe import _

from sink_app.joint_projects import (
	DRAFT,
	DROPPED,
	PROJECT,
	PROJECT_LIST,
	RETURNED,
	consents,
	differences,
	offers,
	spending,
	studies,
)


@frappe.whitelist()
def of_list(project_list: str) -> dict:
	"""{differences, consents, offers while it is written; projects, studies, study_kind once on file}."""
	doc = frappe.get_doc(PROJECT_LIST, project_list)
	doc.check_permission("read")
	is_written = doc.workflow_state in (DRAFT, RETURNED)
	return {
		"differences": differences.of(doc),
		"consents": consents.shown(doc.name),
		"offers": offers.of(doc) if is_written else None,
		"projects": _projects(doc),
		"studies": studies.of_list(doc),
		"study_kind": next(iter(studies.kinds()), None),
	}


def _projects(doc) -> list[dict]:
	"""How the projects of a list stand."""
	rows = frappe.get_list(
		PROJECT,
		filters={"project_list": doc.name, "workflow_state": ("!=", DROPPED)},
		fields=["name", "project_title", "workflow_state", "progress", "light", "light_reason", "deadline"],
		order_by="deadline asc, creation asc",
		limit_page_length=0,
	)
	for row in rows:
		row.state = _(row.workflow_state)
	return rows


@frappe.whitelist()
def of_project(project: str) -> dict:
	"""{spending, studies} of a project."""
	doc = frappe.get_doc(PROJECT, project)
	doc.check_permission("read")
	return {"spending": spending.against_budget(doc), "studies": studies.of_project(doc.name)}
