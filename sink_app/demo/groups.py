"""The working groups of the university's plan (some still lack theirs), and a supervision group."""

import frappe
from frappe.utils import nowdate

from sink_app.demo import policies, source
from sink_app.demo.acting import acting_as


def install():
	"""Insert the groups that are missing."""
	for row in source.read("groups"):
		_install_working_group(row)
	for row in source.read("supervision"):
		_install_supervision_group(row)


def _install_working_group(row: dict):
	organization = source.organization(row["organization"])
	if frappe.db.exists("Sink Working Group", {"organization": organization}):
		return
	frappe.get_doc(
		{
			"doctype": "Sink Working Group",
			"organization": organization,
			"title": row["title"],
			"office_organization": row["office"] and source.organization(row["office"]),
			"from_date": row["from_date"],
			"duties": row["duties"],
			"policy_document": policies.document(row["policy_document"]),
			"members": [_with_organization(member) for member in row["members"]],
		}
	).insert()


def _with_organization(row: dict) -> dict:
	if "organization" not in row:
		return row
	return {**row, "organization": source.organization(row["organization"])}


def _install_supervision_group(row: dict):
	if frappe.db.exists("Sink Supervision Group", {"title": row["title"]}):
		return
	year = nowdate()[:4]
	with acting_as(source.user("city")):
		group = frappe.get_doc(
			{
				"doctype": "Sink Supervision Group",
				"title": row["title"],
				"organization": source.organization(row["organization"]),
				"policy_document": policies.document(row["policy_document"]),
				"from_date": f"{year}-01-01",
				"to_date": f"{year}-12-31",
				"units": [{"organization": source.organization(name)} for name in row["units"]],
				"members": [_with_user(member) for member in row["members"]],
				"duties": row["duties"],
			}
		).insert()
		group.give_stands()


def _with_user(row: dict) -> dict:
	login = row.get("login")
	member = {key: value for key, value in row.items() if key != "login"}
	return {**member, "user": source.user(login)} if login else member
