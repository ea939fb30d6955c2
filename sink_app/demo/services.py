"""Service of the last days: records, activities and deeds; each by the users whose steps they are."""

from datetime import datetime, timedelta

import frappe
from frappe.utils import now_datetime

from sink_app.approvals import steps
from sink_app.demo import people, source
from sink_app.demo.acting import acting_as
from sink_app.service.activities import ACTIVITY, attendance, signing_up
from sink_app.service.doctype.sink_deed.sink_deed import DEED
from sink_app.service.records import CONFIRM, CONFIRM_AGAIN, HAND_IN, RECORD, SEND_BACK

FILE, CHECK, COME_BACK = [HAND_IN], [HAND_IN, CONFIRM], [HAND_IN, SEND_BACK]
PATHS = {
	"draft": [],
	"waiting": FILE,
	"confirmed": CHECK,
	"returned": COME_BACK,
	"late": [HAND_IN, CONFIRM, CONFIRM_AGAIN],
}
PUBLISHED = ("Hand In Activity", "Approve Activity", "Publish Activity")
ACTIVITY_PATHS = {"review": PUBLISHED[:1], "open": PUBLISHED, "held": PUBLISHED}


def install():
	"""Insert the records, activities and deeds that are missing."""
	told = source.read("services")
	for row in told["records"]:
		_record(row)
	for row in told["deeds"]:
		_deed(row)
	for row in told["activities"]:
		_activity(row)


def _record(row: dict):
	member, area = _member(row["member"]), source.area(row["area"])
	about = {"member": member.name, "content": row["content"]}
	if frappe.db.exists(RECORD, about):
		return
	start = _moment(row["days_ago"], row["from"])
	values = {
		**about,
		"area": area,
		"category": row["category"],
		"starts_on": start,
		"ends_on": start + timedelta(minutes=row["minutes"]),
		"place": row.get("place"),
		"is_emergency": row.get("is_emergency", 0),
		"late_reason": row.get("late_reason"),
	}
	_walk(RECORD, values, row, member)


def _deed(row: dict):
	member = _member(row["member"])
	about = {"member": member.name, "title": row["title"]}
	if frappe.db.exists(DEED, about):
		return
	values = {
		**about,
		**{key: row[key] for key in ("mode", "found", "solved")},
		"area": source.area(row["area"]),
		"done_on": _moment(row["days_ago"], 12).date(),
	}
	_walk(DEED, values, row, member)


def _walk(doctype: str, values: dict, row: dict, member: dict):
	"""Write a record as its member, or the unit of one without an account, and walk it along its path."""
	filer = member.user or people.organizer_of(member.second_level, member.unit)
	with acting_as(filer):
		doc = frappe.get_doc({"doctype": doctype, **values}).insert()
	confirmers = people.receivers_of(frappe.db.get_value(doctype, doc.name, "community"))
	for action in PATHS[row["path"]]:
		user = filer if action == HAND_IN else confirmers[-1 if action == CONFIRM_AGAIN else 0]
		with acting_as(user):
			steps.take(doctype, doc.name, action, reason=row.get("reason"))


def _activity(row: dict):
	if frappe.db.exists(ACTIVITY, {"title": row["title"]}):
		return
	ahead = _moment(-max(row["in_days"], 5), row["from"])
	community = source.area(row["area"])
	with acting_as(source.user(row["user"])):
		doc = frappe.get_doc(
			{
				"doctype": ACTIVITY,
				"area": community,
				"starts_on": ahead,
				"ends_on": ahead + timedelta(hours=row["hours"]),
				"organization": source.organization(row["host"]) if "host" in row else None,
				"co_hosts": [{"organization": source.organization(each)} for each in row.get("with", ())],
				**{key: row[key] for key in ("title", "kind", "category", "head_count", "content")},
				**{key: row.get(key) for key in ("series", "governance_area", "channel", "weight")},
			}
		).insert()
		steps.take(ACTIVITY, doc.name, PUBLISHED[0])
	secretary = source.user("community")
	with acting_as(secretary):
		for action in ACTIVITY_PATHS[row["path"]][1:]:
			steps.take(ACTIVITY, doc.name, action)
	for name in row.get("signed_up", ()):
		signing_up.sign_up(doc.name, _member(name).name)
	if row["path"] == "held":
		_hold(doc, row, secretary)


def _hold(doc, row: dict, secretary: str):
	"""Let an activity have been held: it was published for a day that has passed by now."""
	start = _moment(-row["in_days"], row["from"])
	times = {"starts_on": start, "ends_on": start + timedelta(hours=row["hours"])}
	frappe.db.set_value(ACTIVITY, doc.name, times)
	with acting_as(secretary):
		present = [
			each.name for each in attendance.people(doc.name) if each.member_name not in row.get("missed", ())
		]
		attendance.keep(doc.name, present)
		attendance.make_records(doc.name)


def _member(name: str) -> frappe._dict:
	fields = ["name", "user", "second_level", "unit"]
	return frappe.db.get_value("Sink Member", {"member_name": name}, fields, as_dict=True)


def _moment(days_ago: int, hour: float) -> datetime:
	day = now_datetime().replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=days_ago)
	return day + timedelta(minutes=round(hour * 60))
