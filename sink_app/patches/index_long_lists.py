"""Calendars of orders and records, what waits in them, and what is a member's own are found by index."""

from sink_app.service.doctype.sink_demand import sink_demand
from sink_app.service.doctype.sink_list_claim import sink_list_claim
from sink_app.service.doctype.sink_order import sink_order
from sink_app.service.doctype.sink_service_record import sink_service_record


def execute():
	for controller in (sink_demand, sink_list_claim, sink_order, sink_service_record):
		controller.on_doctype_update()
