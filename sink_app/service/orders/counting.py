"""How many hold an order and who comes next. All of it changes only under the lock of the order's own row.

Whoever takes, gives up or moves a place locks the order first and the claims after it, so that no two wait
for each other; `again_if_deadlocked` repeats what the database breaks off all the same.
"""

from collections.abc import Callable
from typing import Any

import frappe

from sink_app.access import columns
from sink_app.service import places
from sink_app.service.orders import CLAIM, HELD, ORDER, WAITING

COUNTERS = ("head_count", "taken", "waiting", "accepted", "arrivals")
FACTS = ("name", "title", "workflow_state", "mode", "area", "organization", "starts_on", "ends_on", "demand")
TIMES = 5
"""So often is broken off work begun anew before its user hears of it."""


def locked(order: str) -> frappe._dict:
	"""An order as it is now, locked until this transaction ends; raises DoesNotExistError.

	A locking read sees what was committed last, also after waiting for it; a plain one may not.
	"""
	table = frappe.qb.DocType(ORDER)
	fields = (*FACTS, *COUNTERS, *columns.present(ORDER))
	rows = (
		frappe.qb.from_(table)
		.select(*(table[field] for field in dict.fromkeys(fields)))
		.where(table.name == order)
		.for_update()
		.run(as_dict=True)
	)
	if not rows:
		raise frappe.DoesNotExistError(ORDER)
	for counter in COUNTERS:
		rows[0][counter] = rows[0][counter] or 0
	return rows[0]


def facts(order: str, member: str) -> frappe._dict:
	"""An order as last seen, not locked, and a member's registration there; raises DoesNotExistError."""
	table, registration = frappe.qb.DocType(ORDER), frappe.qb.DocType(places.REGISTRATION)
	is_placed_there = (
		(registration.member == member)
		& (registration.community == table.community)
		& (registration.workflow_state == places.TAKEN_IN)
	)
	rows = (
		frappe.qb.from_(table)
		.left_join(registration)
		.on(is_placed_there)
		.select(table.name, table.area, table.organization, registration.name.as_("registration"))
		.where(table.name == order)
		.limit(1)
		.run(as_dict=True)
	)
	if not rows:
		raise frappe.DoesNotExistError(ORDER)
	return rows[0]


def write(order: frappe._dict):
	"""Write the counters of a locked order."""
	values = {counter: max(0, order[counter]) for counter in COUNTERS if counter != "head_count"}
	frappe.db.set_value(ORDER, order.name, values, update_modified=False)


def locked_claim(claim: str) -> frappe._dict:
	"""A claim as it is now; its order is locked before it."""
	table = frappe.qb.DocType(CLAIM)
	fields = ("name", "service_order", "member", "member_name", "status", "place", "accepted_on")
	rows = (
		frappe.qb.from_(table)
		.select(*(table[field] for field in fields))
		.where(table.name == claim)
		.for_update()
		.run(as_dict=True)
	)
	if not rows:
		raise frappe.DoesNotExistError(CLAIM)
	return rows[0]


def next_waiting(order: str) -> frappe._dict | None:
	"""Who has waited longest for a place of a locked order."""
	table = frappe.qb.DocType(CLAIM)
	rows = (
		frappe.qb.from_(table)
		.select(table.name, table.member)
		.where((table.service_order == order) & (table.status == WAITING))
		.orderby(table.place)
		.limit(1)
		.for_update()
		.run(as_dict=True)
	)
	return rows[0] if rows else None


def of_order(order: str) -> list[frappe._dict]:
	"""The claims of a locked order that count, in order of arrival."""
	table = frappe.qb.DocType(CLAIM)
	return (
		frappe.qb.from_(table)
		.select(table.name, table.member, table.member_name, table.status, table.place, table.accepted_on)
		.where((table.service_order == order) & table.status.isin([HELD, WAITING]))
		.orderby(table.place)
		.for_update()
		.run(as_dict=True)
	)


def again_if_deadlocked(act: Callable[[], Any]) -> Any:
	"""What `act` returns; begun anew, in a new transaction, when the database broke it off.

	Only for a request that has done nothing else before: what it wrote is gone with the transaction.
	"""
	for left in reversed(range(TIMES)):
		try:
			return act()
		except frappe.QueryDeadlockError:
			if not left:
				raise
			frappe.db.rollback()
