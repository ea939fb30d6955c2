"""Calls of the demo's residents and the orders they became, each at another point of its way."""

from datetime import timedelta

import frappe
from frappe.utils import now_datetime

from sink_app.approvals import steps
from sink_app.demo import source
from sink_app.demo.acting import acting_as
from sink_app.service import places
from sink_app.service.demands import DEMAND, SETTLE, VERIFY, making
from sink_app.service.orders import CLAIM, CONFIRM, HAND_IN, OPEN, ORDER, claiming, doors, rating

ASKED = ("words", "kind", "address", "category", "is_key_issue", "route")
DISPATCHER = "staff"


def install():
	"""Insert the demands and orders that are missing, and walk each as far as its path says."""
	data = source.read("orders")
	for row in data["demands"]:
		_demand(row)
	for row in data["orders"]:
		area = source.area(row["area"])
		if not frappe.db.exists(ORDER, {"title": row["title"], "area": area}):
			with acting_as(source.user(row["by"])):
				values = {field: row[field] for field in ("title", "category", "duties")}
				doc = frappe.get_doc({"doctype": ORDER, "area": area, **values, **_ahead(row)}).insert()
			_walk(doc, row)


def _demand(row: dict):
	area = source.area(row["area"])
	if frappe.db.exists(DEMAND, {"words": row["words"], "area": area}):
		return
	with acting_as(source.user(row["by"])):
		values = {field: row[field] for field in ASKED if field in row}
		known = {"phone": row["phone"], "caller_name": row["caller"]}
		doc = frappe.get_doc({"doctype": DEMAND, "area": area, **values, **known}).insert()
		if row.get("verify"):
			steps.take(DEMAND, doc.name, VERIFY)
		if row.get("settle"):
			steps.take(DEMAND, doc.name, SETTLE, reason=row["settle"])
	if asked := row.get("order"):
		with acting_as(source.user(DISPATCHER)):
			order = making.order_of(doc.name)
			order.update(_ahead(asked))
			order.save()
		_walk(order, asked)


def _ahead(row: dict) -> dict:
	"""When an order is, how many it wants, who answers for it; what lies behind is put there afterwards."""
	begin = _at(abs(row["days"]), row["hour"])
	return {
		"starts_on": begin,
		"ends_on": begin + timedelta(hours=row["hours"]),
		"head_count": row["head_count"],
		"skills": [{"skill": skill} for skill in row.get("skills", ())],
		"contact_name": "宁小雨",
		"contact_phone": "027-81970001",
	}


def _walk(order, row: dict):
	"""Placed, open, claimed (the rest waits), named, handed in or rated."""
	if row["path"] == "placed":
		return
	people = _people(order.community)[: row["members"]]
	with acting_as(source.user(DISPATCHER)):
		if row["path"] == "named":
			doors.dispatch(order.name, [people[0]])
			return
		doors.open_to_claims(order.name)
	if frappe.db.get_value(ORDER, order.name, "mode") == OPEN:
		for member in people:
			claiming.claim(order.name, member)
	if row["days"] < 0:
		_put_behind(order.name, row)
	with acting_as(source.user(DISPATCHER)):
		if row["path"] == "handed in":
			steps.take(ORDER, order.name, "Begin Service")
			steps.take(ORDER, order.name, HAND_IN)
		elif row["path"] == "rated":
			steps.take(ORDER, order.name, CONFIRM)
			rating.record(ORDER, order.name, row["rating"], row["words"])


def _put_behind(order: str, row: dict):
	"""Services of the past were claimed while they lay ahead."""
	begin = _at(row["days"], row["hour"])
	times = {"starts_on": begin, "ends_on": begin + timedelta(hours=row["hours"])}
	frappe.db.set_value(ORDER, order, times, update_modified=False)
	frappe.db.set_value(CLAIM, {"service_order": order}, times, update_modified=False)


def _people(community: str) -> list[str]:
	"""The members placed in a community this year, always in the same sequence."""
	filters = {"community": community, "workflow_state": places.TAKEN_IN, "year": now_datetime().year}
	# acts for itself: the demo's own members
	found = frappe.get_all("Sink Registration", filters=filters, pluck="member", order_by="member_name asc")
	return list(dict.fromkeys(found))


def _at(days: int, hour: int):
	return (now_datetime() + timedelta(days=days)).replace(hour=hour, minute=0, second=0, microsecond=0)
