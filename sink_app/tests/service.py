"""Makers of demands and orders for tests, and the steps between them."""

from datetime import timedelta

import frappe
from frappe.utils import now_datetime

from sink_app.approvals import steps
from sink_app.service.orders import DISPATCH, ORDER
from sink_app.tests.factories import as_user, make_member, make_placed, make_user


def make_demand(area, user="Administrator", **values):
	"""A demand as it comes in, at an area."""
	values.setdefault("words", "楼道的灯坏了半个月，老人晚上下楼看不见")
	with as_user(user):
		return frappe.get_doc({"doctype": "Sink Demand", "area": area.name, **values}).insert()


def make_order(area, user="Administrator", **values):
	"""An order for one, tomorrow for two hours, that nobody has handed out yet."""
	begin = (now_datetime() + timedelta(days=1)).replace(hour=9, minute=0, second=0, microsecond=0)
	values.setdefault("title", "陪同老人就医")
	values.setdefault("starts_on", begin)
	values.setdefault("ends_on", frappe.utils.get_datetime(values["starts_on"]) + timedelta(hours=2))
	with as_user(user):
		return frappe.get_doc({"doctype": ORDER, "area": area.name, **values}).insert()


def open_order(area, **values):
	"""An order that whoever fits may take."""
	return hand_out(make_order(area, **values))


def hand_out(order):
	"""Hand an order out."""
	with as_user("Administrator"):
		return steps.take(ORDER, order.name, DISPATCH)


def make_server(world, number: int = 1, **values) -> list:
	"""Members of the world's branch, each with an account, placed in the world's community and grid."""
	found = []
	for _turn in range(number):
		member = make_member(world.branch, user=make_user("Sink Member"), **values)
		make_placed(member, world.community, world.grid)
		found.append(member)
	return found


def told(user: str, doctype: str = ORDER) -> list[str]:
	"""What stands in somebody's notifications of records of a DocType, the newest first."""
	filters = {"for_user": user, "document_type": doctype}
	return frappe.get_all("Notification Log", filters=filters, pluck="subject", order_by="creation desc")
