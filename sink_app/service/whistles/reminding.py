"""What people hear of whistles in their daily summary (hook: digest_sources)."""

from collections import defaultdict

import frappe
from frappe import _
from frappe.utils import getdate, now_datetime

from sink_app.approvals import waiting
from sink_app.approvals.digests import OVERDUE, Line
from sink_app.service.whistles import BLOWN, CALL, CALLED, IN_HAND, WHISTLE


def due_lines() -> dict[str, list[Line]]:
	"""Whistles that should have been taken on or settled by now, and calls that nobody has answered."""
	found: dict[str, list[Line]] = defaultdict(list)
	for row in (*_late(BLOWN, "respond_by"), *_late(IN_HAND, "close_by")):
		line = Line(OVERDUE, WHISTLE, row.name, f"{_(WHISTLE)} · {row.title}", getdate(row.due))
		for user in waiting.people(frappe.get_doc(WHISTLE, row.name)):
			found[user].append(line)
	for row in _unanswered():
		line = Line(OVERDUE, CALL, row.name, f"{_(CALL)} · {row.title}", getdate(row.answer_by))
		for user in frappe.get_doc(CALL, row.name).users():
			found[user].append(line)
	return found


def _late(state: str, limit: str) -> list:
	# acts for itself: a job reminds everybody
	return frappe.get_all(
		WHISTLE,
		filters={"workflow_state": state, limit: ("<", now_datetime())},
		fields=["name", "title", f"{limit} as due"],
		order_by=f"{limit} asc",
	)


def _unanswered() -> list:
	whistle, call = frappe.qb.DocType(WHISTLE), frappe.qb.DocType(CALL)
	return (
		frappe.qb.from_(call)
		.join(whistle)
		.on(whistle.name == call.whistle)
		.select(call.name, call.title, call.answer_by)
		.where((call.status == CALLED) & (call.answer_by < now_datetime()))
		.where(whistle.workflow_state.isin([BLOWN, IN_HAND]))
		.orderby(call.answer_by)
		.run(as_dict=True)
	)
