"""The demo's year in reports, some accepted, some waiting; its training, publicity, groups and material."""

import frappe
from frappe.utils import add_days, nowdate

from sink_app.approvals import steps
from sink_app.demo import source
from sink_app.demo.acting import acting_as
from sink_app.demo.past import before_today
from sink_app.organization import audiences
from sink_app.reporting import days

PLACES = {"organization": source.organization, "area": source.area}
PARTS = {
	"Sink Publicity": "publicity",
	"Sink Communication Group": "groups",
	"Sink Material Issue": "materials",
	"Sink Debrief": "debriefs",
	"Sink Annual Report": "annual",
	"Sink Progress Report": "progress",
}
DATED = {"Sink Publicity": "published_on", "Sink Material Issue": "issued_on"}
WITHOUT = ("by", "days", "steps", "attendees", "login", "opinion")


def install():
	"""Insert what is missing; each record by whose work it is."""
	data = source.read("reporting")
	for row in data["trainings"]:
		if not frappe.db.exists("Sink Training", {"title": row["title"]}):
			_training(row)
	for doctype, part in PARTS.items():
		for row in data[part]:
			if not frappe.db.exists(doctype, _about(row)):
				_made(doctype, row)
	for row in data["half_years"]:
		_half_year(row)


def _about(row: dict) -> dict:
	"""What a record of the file is known by."""
	known = {key: row[key] for key in ("title", "receiver", "kind") if key in row}
	return known | {key: find(row[key]) for key, find in PLACES.items() if key in row}


def _made(doctype: str, row: dict, **more):
	values = {key: value for key, value in row.items() if key not in WITHOUT}
	values |= {key: find(row[key]) for key, find in PLACES.items() if key in row}
	if doctype in DATED:
		values[DATED[doctype]] = add_days(nowdate(), -row["days"])
	with acting_as(source.user(row["by"])):
		doc = frappe.get_doc({"doctype": doctype, **values, **more}).insert()
	_walk(doc, row.get("steps", ()))
	return doc


def _walk(doc, path):
	for login, action in path:
		with acting_as(source.user(login)):
			steps.take(doc.doctype, doc.name, action)


def _training(row: dict):
	doc = _made("Sink Training", row, starts_on=before_today(row["days"]))
	with acting_as(source.user(row["by"])):
		for person in audiences.of(doc)[: row.get("attendees", 0)]:
			doc.append("attendees", {**person, "attended": 1})
		doc.status = "Held"
		doc.save()


def _half_year(row: dict):
	year, half = days.half_before(*days.half_of(nowdate()))
	member = frappe.db.get_value("Sink Member", {"member_name": row["member"]})
	if frappe.db.exists("Sink Half-Year Report", {"member": member, "year": year, "half": half}):
		return
	told = {key: row[key] for key in ("done", "problems", "plans", "checks") if key in row}
	about = {"doctype": "Sink Half-Year Report", "member": member, "year": year, "half": half}
	with acting_as(source.user(row["login"])):
		doc = frappe.get_doc({**about, **told}).insert()
		steps.take(doc.doctype, doc.name, "Hand In Report")
	_walk(doc, row["steps"])
	if row.get("opinion"):
		doc.reload()
		# acts for itself: the branch's words as it wrote them
		doc.db_set("branch_opinion", row["opinion"])
