"""What people hear of visits and key households in their daily summary (hook: digest_sources)."""

from collections import defaultdict

import frappe
from frappe import _
from frappe.utils import getdate, nowdate

from sink_app.access import holders
from sink_app.approvals.digests import DUE_SOON, OVERDUE, Line

HOUSEHOLD, VISIT = "Sink Key Household", "Sink Visit"
HANDLERS = ("Sink Grid Worker", "Sink Community Staff")


def lines_of_households() -> dict[str, list[Line]]:
	"""Key households whose next contact is due today or overdue, by who keeps contact.

	A summary names no household: it leads to the record, which who may read it opens.
	"""
	found: dict[str, list[Line]] = defaultdict(list)
	today = getdate(nowdate())
	# acts for itself: a job reminds everybody
	rows = frappe.get_all(
		HOUSEHOLD,
		filters={"ended": 0, "next_due": ("<=", today)},
		fields=["name", "area", "next_due", "member"],
		order_by="next_due asc",
	)
	for row in rows:
		kind = OVERDUE if getdate(row.next_due) < today else DUE_SOON
		title = f"{_(HOUSEHOLD)} · {frappe.get_cached_value('Sink Area', row.area, 'title')}"
		line = Line(kind, HOUSEHOLD, row.name, title, getdate(row.next_due))
		for user in _people(HOUSEHOLD, row):
			found[user].append(line)
	return found


def lines_of_matters() -> dict[str, list[Line]]:
	"""Matters found on visits that are still open when they were to be followed up."""
	found: dict[str, list[Line]] = defaultdict(list)
	# acts for itself: a job reminds everybody
	rows = frappe.get_all(
		VISIT,
		filters={"outcome": "Open", "matter": ("is", "set"), "follow_up_by": ("<", nowdate())},
		fields=["name", "kind", "area", "follow_up_by", "member"],
		order_by="follow_up_by asc",
	)
	for row in rows:
		title = f"{row.kind} · {frappe.get_cached_value('Sink Area', row.area, 'title')}"
		line = Line(OVERDUE, VISIT, row.name, title, getdate(row.follow_up_by))
		for user in _people(VISIT, row):
			found[user].append(line)
	return found


def _people(doctype: str, row) -> list[str]:
	"""The member it is given to; where there is none or without an account, who handles it there."""
	user = frappe.db.get_value("Sink Member", row.member, "user") if row.member else None
	if user:
		return [user]
	doc = frappe.get_doc(doctype, row.name)
	return list(dict.fromkeys(each for role in HANDLERS for each in holders.of_role(doc, role)))
