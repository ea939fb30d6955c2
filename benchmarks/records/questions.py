"""What the Desk and the phone page ask of service records and orders, as the functions they call."""

import json
from collections.abc import Callable
from dataclasses import dataclass

import frappe
from frappe.desk import reportview
from frappe.desk.doctype.number_card import number_card
from frappe.desk.query_report import run

from benchmarks.records.filling import YEAR
from sink_app.access import doors
from sink_app.evaluation import ENTRY
from sink_app.evaluation import phone as phone_points
from sink_app.organization import maps
from sink_app.reporting import service_file
from sink_app.service import calendars, phone_records
from sink_app.service.orders import ORDER, OVER
from sink_app.service.orders import phone as phone_orders
from sink_app.service.records import RECORD

COLUMNS = {
	RECORD: ["name", "member_name", "workflow_state", "starts_on", "minutes", "category", "modified"],
	ORDER: ["name", "title", "workflow_state", "starts_on", "head_count", "taken", "waiting", "due_on"],
}
COLUMNS[ENTRY] = ["name", "member_name", "points", "kind", "day", "rule", "modified"]
COUNTED_TO = 1001
CARDS = 500
BOARD = ["name", "title", "workflow_state", "area", "starts_on"]
OPEN_ORDERS = [[ORDER, "workflow_state", "not in", OVER]]
TO_CONFIRM = [[RECORD, "workflow_state", "=", "Awaiting Confirmation"]]


@dataclass
class Asker:
	"""Who asks, and the member whose file they open; None where they may open none."""

	user: str
	member: str | None = None


def as_asked(doctype: str, fields: list | None = None, **said):
	"""What a request for the list says, where the framework's functions look for it."""
	fields = json.dumps(fields or COLUMNS[doctype])
	frappe.local.form_dict = frappe._dict(doctype=doctype, fields=fields, **said)


def page(
	doctype: str,
	filters: list | None = None,
	order_by: str = "modified desc",
	most: int = 20,
	fields: list | None = None,
):
	"""A page of the list."""
	as_asked(
		doctype,
		fields,
		filters=json.dumps(filters or []),
		order_by=f"`tab{doctype}`.{order_by}",
		start=0,
		page_length=most,
		view="List",
	)
	return reportview.get()


def count(doctype: str, filters: list | None = None):
	"""How many the list holds."""
	as_asked(doctype, filters=json.dumps(filters or []), distinct="false", limit=COUNTED_TO)
	return doors.count_of_list()


def count_all(doctype: str):
	"""How many there are, to the last one: what a press on the number asks."""
	as_asked(doctype, filters="[]", distinct="false")
	return doors.count_of_list()


def card():
	"""The number card of what waits to be confirmed."""
	return number_card.get_result({"function": "Count", "document_type": RECORD}, TO_CONFIRM)


def month(doctype: str):
	"""The calendar's page of a month that is over."""
	return calendars.events(doctype, f"{YEAR}-10-01 00:00:00", f"{YEAR}-10-31 23:59:59")


def board():
	"""The kanban of orders."""
	return page(ORDER, most=CARDS, fields=BOARD)


def minimum():
	"""The report of the yearly minimum by unit."""
	filters = {"year": YEAR, "by": "Unit"}
	return run("Sink Minimum Service", filters=filters, ignore_prepared_report=True)


def stars():
	"""The report of stars reached by unit."""
	filters = {"year": YEAR, "by": "Unit"}
	return run("Sink Stars Reached", filters=filters, ignore_prepared_report=True)


Question = Callable[[Asker], object]
QUESTIONS: dict[str, Question] = {
	"records: list page": lambda asker: page(RECORD),
	"records: what waits": lambda asker: page(RECORD, TO_CONFIRM),
	"records: how many": lambda asker: count(RECORD),
	"records: how many wait": lambda asker: count(RECORD, TO_CONFIRM),
	"records: number card": lambda asker: card(),
	"records: all counted": lambda asker: count_all(RECORD),
	"records: calendar": lambda asker: month(RECORD),
	"orders: list page": lambda asker: page(ORDER),
	"orders: open ones": lambda asker: page(ORDER, OPEN_ORDERS, "starts_on asc"),
	"orders: how many": lambda asker: count(ORDER),
	"orders: all counted": lambda asker: count_all(ORDER),
	"orders: calendar": lambda asker: month(ORDER),
	"orders: map": lambda asker: maps.places(ORDER),
	"orders: open ones on the map": lambda asker: maps.places(ORDER, json.dumps(OPEN_ORDERS)),
	"orders: kanban": lambda asker: board(),
	"points: list page": lambda asker: page(ENTRY, order_by="day desc"),
	"points: how many": lambda asker: count(ENTRY),
	"a member's service file": lambda asker: asker.member and service_file.page(asker.member),
	"report of the minimum": lambda asker: minimum(),
	"report of stars": lambda asker: stars(),
}
OF_MEMBERS: dict[str, Question] = {
	"phone: own records": lambda asker: phone_records.records(),
	"phone: orders": lambda asker: phone_orders.orders(),
	"phone: own points": lambda asker: phone_points.page(),
	"own service file": lambda asker: service_file.page(asker.member),
	"records: list page": lambda asker: page(RECORD),
	"records: how many": lambda asker: count(RECORD),
	"records: calendar": lambda asker: month(RECORD),
	"orders: list page": lambda asker: page(ORDER),
}
