"""What the Desk asks about demands."""

import frappe

from sink_app.service.demands import DEMAND, alike, making, merging


@frappe.whitelist()
def look(demand: str) -> dict:
	"""Beside a demand's form: demands that are alike, everybody who called, and the orders made of it."""
	doc = frappe.get_doc(DEMAND, demand)
	doc.check_permission("read")
	is_open = doc.workflow_state in alike.OPEN
	return {
		"alike": alike.of(doc) if is_open else [],
		"callers": merging.callers(demand) if (doc.callers or 1) > 1 else [],
		"orders": making.orders_of(demand),
	}


@frappe.whitelist(methods=["POST"])
def merge(kept: str, others: str | list) -> dict:
	"""Merge demands into one; says how many callers it has then."""
	doc = merging.merge(kept, frappe.parse_json(others))
	return {"name": doc.name, "callers": doc.callers}


@frappe.whitelist(methods=["POST"])
def make_order(demand: str) -> str:
	"""Make an order of a demand, which is verified with that if it is not yet; returns the order's name."""
	return making.order_of(demand).name
