"""The three lists of the demo's school and community: confirmed, filled in from calls, matched."""

import frappe
from frappe.utils import nowdate

from sink_app.approvals import steps
from sink_app.demo import source
from sink_app.demo.acting import acting_as
from sink_app.service.lists import DEMAND_LIST, RESOURCE_LIST, SERVICE_LIST, filling, matching

SUBMIT, PUT_IN_FORCE = "Submit List", "Put in Force"


def install():
	"""Insert the lists that are missing, the first two in force, the last a draft."""
	data = source.read("lists")
	for row in data["resources"]:
		about = {
			"organization": source.organization(row["organization"]),
			"community": source.area(row["community"]),
		}
		if doc := _insert(RESOURCE_LIST, about, row):
			_take(doc, SUBMIT, row["by"])
			_take(doc, PUT_IN_FORCE, row["confirmed_by"])
	for row in data["demands"]:
		if doc := _insert(DEMAND_LIST, {"community": source.area(row["community"])}, row):
			_fill(doc, filling.from_demands, row["by"])
			_take(doc, SUBMIT, row["by"])
			_take(doc, PUT_IN_FORCE, row["by"])
	for row in data["services"]:
		if doc := _insert(SERVICE_LIST, {"community": source.area(row["community"])}, row):
			_fill(doc, matching.draft, row["by"])


def _insert(doctype: str, about: dict, row: dict):
	"""This year's list, inserted by a login of the demo unless it is there; None then."""
	about = {**about, "year": int(nowdate()[:4])}
	if frappe.db.exists(doctype, about):
		return None
	with acting_as(source.user(row["by"])):
		return frappe.get_doc({"doctype": doctype, **about, "items": row.get("items", [])}).insert()


def _fill(doc, rows_for, by: str):
	with acting_as(source.user(by)):
		doc.extend("items", rows_for(doc.name))
		doc.save()


def _take(doc, action: str, by: str):
	with acting_as(source.user(by)):
		steps.take(doc.doctype, doc.name, action)
