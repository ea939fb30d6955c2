"""Makers of joint projects for tests."""

import frappe
from frappe.utils import add_days, nowdate

from sink_app.approvals import steps
from sink_app.joint_projects import PROJECT, PROJECT_LIST
from sink_app.tests.factories import as_user, make_area, make_organization, make_stand

YEAR = int(nowdate()[:4])
FUNDS = "行政经费"


def row(title: str, **values) -> dict:
	"""A project as it stands on a list, with all it needs."""
	about = {
		"project_title": title,
		"goal": "解决居民反映的问题",
		"measurable_output": "完成改造12处",
		"owner_name": "潘文博",
		"deadline": f"{YEAR}-12-31",
		"feasibility_note": "经费已落实，技术力量充足",
		"no_cost": 1,
		"deed_kind": "Practical Matter",
		"difficulty": "Ordinary",
	}
	return {**about, **values}


def five(**values) -> list[dict]:
	"""As many projects as a list normally has."""
	return [row(f"项目{number}", **values) for number in range(1, 6)]


def make_list(world, items=None, user=None, **values):
	"""A draft of a list of the world's unit with its community."""
	about = {"organization": world.unit.name, "community": world.community.name, **values}
	with as_user(user or world.organizer):
		return frappe.get_doc({"doctype": PROJECT_LIST, **about, "items": items or five()}).insert()


def supervisor(unit) -> str:
	"""Somebody of a supervision group that looks after a unit."""
	return make_stand("Sink Supervisor", unit)


def take(doc, action: str, user: str, reason: str | None = None):
	"""Take a step as a user; returns the saved record."""
	with as_user(user):
		return steps.take(doc.doctype, doc.name, action, reason=reason)


def on_file(world, supervisor_user: str, **values):
	"""A list that has gone through its chain."""
	doc = make_list(world, **values)
	take(doc, "Submit to Community", world.organizer)
	take(doc, "Confirm Projects", world.secretary)
	take(doc, "Put on File", supervisor_user)
	return fresh(doc)


def projects_of(doc) -> list:
	"""The projects of a list on file, in their order."""
	return [frappe.get_doc(PROJECT, each.project) for each in doc.items]


def compound_of(world):
	"""A compound of the world's community."""
	return make_area("Compound", world.community)


def other_unit_with_organizer():
	"""A unit that could share a project, and its organizer."""
	unit = make_organization("Unit")
	return unit, make_stand("Sink Unit Organizer", unit)


def days_ago(number: int) -> str:
	"""A day before today."""
	return str(add_days(nowdate(), -number))


def fresh(doc):
	"""A record as it is kept now."""
	doc.reload()
	return doc
