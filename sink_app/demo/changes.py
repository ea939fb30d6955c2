"""What comes after registering: units' own papers, volunteers, and members whose lives change."""

import frappe
from frappe.utils import add_days, nowdate

from sink_app.approvals import steps
from sink_app.demo import people, source
from sink_app.demo.acting import acting_as

PAPER, CHANGE, VOLUNTEER = "Sink Organization Registration", "Sink Registration Change", "Sink Volunteer"


def install():
	"""Insert what is missing; each step is taken by whose it is."""
	data = source.read("changes")
	for row in data["organization_registrations"]:
		_register(row)
	for row in data["volunteers"]:
		_enter(row)
	for row in data["changes"]:
		_change(row)


def _register(row: dict):
	organization, community = source.organization(row["organization"]), source.area(row["community"])
	sides = {"organization": organization, "community": community}
	if frappe.db.exists(PAPER, sides):
		return
	organizer = people.organizer_of(organization)
	with acting_as(organizer):
		paper = frappe.get_doc(
			{
				"doctype": PAPER,
				**sides,
				"unit_liaison": row["liaison"],
				"unit_liaison_phone": row["phone"],
				"claimed_items": row["items"],
			}
		).insert()
		if row["path"] != "draft":
			steps.take(PAPER, paper.name, "Submit to Community")
	if row["path"] == "accepted":
		with acting_as(people.receivers_of(community)[0]):
			paper.reload()
			paper.community_liaison = row["community_liaison"]
			paper.community_liaison_phone = row["community_phone"]
			paper.save()
			steps.take(PAPER, paper.name, "Accept and Give Receipt")


def _enter(row: dict):
	community = source.area(row["community"])
	if frappe.db.exists(VOLUNTEER, {"volunteer_name": row["name"], "community": community}):
		return
	with acting_as(people.receivers_of(community)[0]):
		frappe.get_doc(
			{
				"doctype": VOLUNTEER,
				"volunteer_name": row["name"],
				"sex": row["sex"],
				"mobile": row["mobile"],
				"community": community,
				"grid": source.area(row["grid"]) if "grid" in row else None,
				"group_name": row["group"],
			}
		).insert()


def _change(row: dict):
	"""Walk a change as far as its path says; «community» waits there for its acceptance."""
	member = frappe.db.get_value(
		"Sink Member", {"member_name": row["member"]}, ["name", "unit", "user"], as_dict=True
	)
	if frappe.db.exists(CHANGE, {"member": member.name}):
		return
	community = source.area(row["community"]) if "community" in row else None
	with acting_as(people.organizer_of(member.unit)):
		change = frappe.get_doc(
			{
				"doctype": CHANGE,
				"member": member.name,
				"kind": row["kind"],
				"reason": row["reason"],
				"new_community": community,
				"is_external": "outside" in row,
				"external_place": row.get("outside"),
				"until": add_days(nowdate(), row["days"]) if "days" in row else None,
			}
		).insert()
		if row["path"] == "review":
			steps.take(CHANGE, change.name, "Submit to Unit")
		elif row["path"] != "draft":
			steps.take(CHANGE, change.name, "Approve to Community")
	if row["path"] == "accepted":
		with acting_as(people.receivers_of(community)[0]):
			change.reload()
			change.new_grid = source.area(row["grid"])
			change.save()
			steps.take(CHANGE, change.name, "Accept Change")
