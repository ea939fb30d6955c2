"""A list after its filing: a version that changes it by the same chain, next year's that begins with it."""

import frappe
from frappe.utils import add_years

from sink_app.joint_projects import PROJECT_LIST
from sink_app.registration import yearly

WITHIN_THE_ROW = ("from_date", "deadline")


@frappe.whitelist(methods=["POST"])
def new_version(project_list: str, change_note: str) -> str:
	"""A draft that will change a list on file, once it has gone by the same chain; returns its name."""
	return yearly.new_version(_readable(project_list), change_note=change_note)


@frappe.whitelist(methods=["POST"])
def into_year(project_list: str, year: int) -> str:
	"""A draft of another year with the same projects, their days moved; returns its name."""
	doc = _readable(project_list)
	years = year - doc.year
	for row in doc.items:
		row.project = None
		for field in WITHIN_THE_ROW:
			row.set(field, add_years(row.get(field), years) if row.get(field) else None)
	return yearly.copied(doc, year, few_reason=None, change_note=None)


def _readable(name: str):
	doc = frappe.get_doc(PROJECT_LIST, name)
	doc.check_permission("read")
	return doc
