"""Meetings with their action items, issues on their way, notices and cases of the demo's organizations."""

from datetime import timedelta

import frappe
from frappe.utils import add_days, now_datetime, nowdate

from sink_app.access import holders
from sink_app.approvals import steps
from sink_app.demo import source
from sink_app.demo.acting import acting_as

NAMED = {"organization": source.organization, "area": source.area}


def install():
	"""Insert what is missing; each record by whose work it is, each step by who may take it."""
	data = source.read("office")
	for row in data["liaisons"]:
		_name_liaisons(row)
	for row in data["series"]:
		_insert(
			"Sink Meeting Series", {"kind": row["kind"], **_place(row)}, {"members": _rows(row["members"])}
		)
	for row in data["meetings"]:
		_meeting(row)
	for row in data["issues"]:
		_issue(row)
	for row in data["notices"]:
		_notice(row)
	for row in data["cases"]:
		values = {field: row[field] for field in ("kind", "summary", "story")}
		_insert(
			"Sink Case", {"title": row["title"]}, {**_place(row), **values, "status": "Shared"}, row["by"]
		)


def _insert(doctype: str, key: dict, values: dict, by: str | None = None):
	"""The record of a key, inserted by a login of the demo unless it is there; None then."""
	if frappe.db.exists(doctype, key):
		return None
	with acting_as(source.user(by) if by else "Administrator"):
		return frappe.get_doc({"doctype": doctype, **key, **values}).insert()


def _place(row: dict) -> dict:
	return {field: find(row[field]) for field, find in NAMED.items() if row.get(field)}


def _rows(rows: list[dict]) -> list[dict]:
	return [{**row, **_place(row)} for row in rows]


def _name_liaisons(row: dict):
	doc = frappe.get_doc("Sink Pairing", _place(row))
	if not doc.unit_liaison:
		for side, names in (("unit", row["unit"]), ("area", row["community"])):
			doc.update({f"{side}_liaison": names[0], f"{side}_liaison_mobile": names[1]})
		doc.save()


def _meeting(row: dict):
	starts_on = _at(row["days"], row["hour"])
	facts = {field: row[field] for field in ("venue", "chaired_by", "recorded_by", "status")}
	key = {"kind": row["kind"], **_place(row), "starts_on": starts_on}
	if frappe.db.exists("Sink Meeting", {**key, "starts_on": ("between", _day(starts_on))}):
		return
	doc = _insert(
		"Sink Meeting",
		key,
		{
			**facts,
			"ends_on": starts_on + timedelta(minutes=90),
			"progress_report": row.get("progress"),
			"attendees": _rows(row.get("attendees", [])),
			"action_items": [_item(item) for item in row.get("items", [])],
		},
		row["by"],
	)
	if doc and row["status"] == "Held":
		_record(doc, row)


def _record(doc, row: dict):
	"""What was resolved, and who was there."""
	with acting_as(source.user(row["by"])):
		for topic, resolution in zip(doc.topics, row["resolutions"], strict=False):
			topic.resolution = resolution
		for attendee in doc.attendees:
			is_away = attendee.person_name in row.get("leave", [])
			attendee.attendance = "On Leave" if is_away else "Present"
		doc.save()


def _item(item: dict) -> dict:
	assigned_by = item.get("assigned_by")
	return {
		"task": item["task"],
		"source": item.get("source", "Topic"),
		"assigned_by": assigned_by and source.organization(assigned_by),
		"owner_organization": source.organization(item["owner"]),
		"due": add_days(nowdate(), item["due"]),
		"done_on": add_days(nowdate(), item["done"]) if "done" in item else None,
		"result": item.get("result"),
	}


def _issue(row: dict):
	fields = ("kind", "description", "countermeasure", "urgent")
	values = {field: row[field] for field in fields if field in row}
	doc = _insert("Sink Issue", {"title": row["title"]}, {**_place(row), **values}, row["by"])
	for action, by in row["path"] if doc else ():
		if action == "Answer Issue":
			_reply(doc.name, row["reply"], by)
		_take(doc, action, by)


def _reply(name: str, reply: str, by: str):
	with acting_as(source.user(by)):
		doc = frappe.get_doc("Sink Issue", name)
		doc.reply = reply
		doc.save()


def _notice(row: dict):
	dates = {"from_date": add_days(nowdate(), row["days"]), "to_date": add_days(nowdate(), row["until"])}
	values = {"kind": row["kind"], "text": row["text"], **dates}
	doc = _insert("Sink Notice", {"title": row["title"]}, {**_place(row), **values}, row["by"])
	if doc and row["checked"]:
		_take(doc, "Hand In Notice", row["by"])
		_publish(doc)
	elif doc and row["by"] == "staff":
		_take(doc, "Hand In Notice", row["by"])


def _publish(doc):
	"""By whoever checks it there, which depends on who else stands in the unit."""
	role = frappe.db.get_value(doc.doctype, doc.name, "checked_by")
	checker = next(user for user in holders.of_role(doc, role) if user != doc.owner)
	with acting_as(checker):
		steps.take(doc.doctype, doc.name, "Publish Notice")


def _take(doc, action: str, by: str):
	with acting_as(source.user(by)):
		steps.take(doc.doctype, doc.name, action)


def _at(days: int, hour: int):
	return now_datetime().replace(hour=hour, minute=0, second=0, microsecond=0) + timedelta(days=days)


def _day(moment) -> list[str]:
	return [f"{moment:%Y-%m-%d} 00:00:00", f"{moment:%Y-%m-%d} 23:59:59"]
