"""Whistles on their way, a drill that was reviewed, and the daily work of the demo's community."""

from datetime import timedelta

import frappe
from frappe.utils import add_days, now_datetime, nowdate

from sink_app.approvals import steps
from sink_app.demo import source
from sink_app.demo.acting import acting_as
from sink_app.demo.past import before_today
from sink_app.service.emergencies import RESPONSE, answering
from sink_app.service.orders import rating
from sink_app.service.whistles import calls

WHISTLE, EMERGENCY = "Sink Whistle", "Sink Emergency"
SURVEY, FEEDBACK = "Sink Satisfaction Survey", "Sink Performance Feedback"


def install():
	"""Insert what is missing; each record by whose work it is, each step by who may take it."""
	data = source.read("daily")
	for row in data["whistles"]:
		if not frappe.db.exists(WHISTLE, {"title": row["title"]}):
			_whistle(row)
	if not frappe.db.exists(EMERGENCY, {"title": data["drill"]["title"]}):
		_drill(data["drill"])
	if not frappe.db.count("Sink Visit"):
		for row in data["visits"]:
			_visit(row)
		for row in data["households"]:
			_household(row)
		for row in data["disputes"]:
			_dispute(row)
	if not frappe.db.count(SURVEY):
		_survey(data["survey"])
		_feedback(data["feedback"])


def _insert(doctype: str, by: str, **values):
	with acting_as(source.user(by)):
		return frappe.get_doc({"doctype": doctype, **values}).insert()


def _only(row: dict, *fields: str) -> dict:
	return {field: row[field] for field in fields if field in row}


def _take(doctype: str, name: str, action: str, by: str, reason: str | None = None):
	with acting_as(source.user(by)):
		return steps.take(doctype, name, action, reason=reason)


def _fill(doctype: str, name: str, by: str, **values):
	with acting_as(source.user(by)):
		doc = frappe.get_doc(doctype, name)
		doc.update(values)
		doc.save()


def _whistle(row: dict):
	texts = _only(row, "title", "kind", "description", "place_detail")
	name = _insert(WHISTLE, row["by"], area=source.area(row["area"]), **texts).name
	_take(WHISTLE, name, "Blow Whistle", row["by"])
	if help_wanted := row.get("call"):
		_call(name, help_wanted)
	for action, by in row["path"]:
		if frappe.db.get_value(WHISTLE, name, "workflow_state") == "Whistle Blown":
			_take(WHISTLE, name, action, by)
	if "result" in row:
		by, result, outcome = row["result"]
		_fill(WHISTLE, name, by, result=result, outcome=outcome)
		_take(WHISTLE, name, "Report Result", by)
	if "judged" in row:
		by, satisfaction = row["judged"]
		_fill(WHISTLE, name, by, satisfaction=satisfaction)
		_take(WHISTLE, name, "Confirm Solved", by)


def _call(whistle: str, row: dict):
	organization = source.organization(row["organization"])
	with acting_as(source.user(row["by"])):
		calls.call(whistle, organizations=[organization], task=row["task"])
	with acting_as(source.user(row["answered_by"])):
		call = frappe.db.get_value("Sink Whistle Call", {"whistle": whistle, "organization": organization})
		calls.answer(call, row["status"])


def _drill(row: dict):
	facts = _only(row, "title", "kind", "situation", "assembly_place")
	name = _insert(EMERGENCY, row["by"], area=source.area(row["area"]), is_drill=1, **facts).name
	_take(EMERGENCY, name, "Declare Emergency", row["by"], row["why"])
	called = frappe.db.get_values(RESPONSE, {"emergency": name}, "name", order_by="creation asc", pluck=True)
	with acting_as(source.user(row["by"])):
		answering.mark(called[:1], "Cannot Come", row["cannot"])
		for status in ("Coming", "Arrived", "Departed"):
			answering.mark(called[1:-2], status)
	_take(EMERGENCY, name, "End Emergency", row["by"], row["over"])
	_fill(EMERGENCY, name, row["by"], **_only(row, "review", "lessons"))
	_take(EMERGENCY, name, "Close with Review", row["by"])


def _visit(row: dict):
	begins = before_today(row["days"])
	facts = _only(
		row, "kind", "visitors", "visited", "findings", "matter", "matter_text", "outcome", "follow_up"
	)
	if "organization" in row:
		facts["organization"] = source.organization(row["organization"])
	if "due" in row:
		facts["follow_up_by"] = add_days(nowdate(), row["due"])
	area = source.area(row["area"])
	ends = min(begins + timedelta(minutes=90), now_datetime())
	_insert("Sink Visit", row["by"], area=area, starts_on=begins, ends_on=ends, **facts)


def _household(row: dict):
	facts = _only(row, "recipient", "reasons", "mobile", "address", "every_days", "method")
	member = frappe.db.get_value("Sink Member", {"member_name": row["member"]}) if "member" in row else None
	name = _insert(
		"Sink Key Household", row["by"], area=source.area(row["area"]), member=member, **facts
	).name
	for days, method, result in row["contacts"]:
		day = add_days(nowdate(), -days)
		about = {"household": name, "member": member, "contacted_on": day}
		_insert("Sink Household Contact", row["by"], **about, method=method, result=result)


def _dispute(row: dict):
	facts = _only(row, "kind", "mediators", "parties", "matter", "outcome", "agreement", "passed_to")
	day = add_days(nowdate(), -row["days"])
	_insert("Sink Dispute", row["by"], area=source.area(row["area"]), found_on=day, **facts)


def _survey(row: dict):
	dates = {"from_date": add_days(nowdate(), -10), "to_date": add_days(nowdate(), 20)}
	area, question = source.area(row["area"]), row["question"]
	name = _insert(SURVEY, row["by"], area=area, question=question, **dates).name
	with acting_as(source.user(row["by"])):
		for score, words in row["answers"]:
			rating.note(SURVEY, name, score, words, "On Paper")


def _feedback(row: dict):
	member = frappe.db.get_value("Sink Member", {"member_name": row["member"]})
	dates = {"from_date": f"{nowdate()[:4]}-01-01", "to_date": nowdate()}
	about = {"member": member, "area": source.area(row["area"]), **dates, **_only(row, "rating", "remark")}
	name = _insert(FEEDBACK, row["by"], **about).name
	_take(FEEDBACK, name, "Hand In Feedback", row["by"])
	_take(FEEDBACK, name, "Give Feedback", row["given_by"])
