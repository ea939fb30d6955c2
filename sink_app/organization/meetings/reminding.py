"""What people hear of meetings in their daily summary (hook: digest_sources)."""

from collections import defaultdict

import frappe
from frappe import _
from frappe.utils import add_days, get_url_to_report, getdate, nowdate, strip_html

from sink_app.access import stands
from sink_app.approvals.digests import DUE_SOON, OVERDUE, Line
from sink_app.organization import bodies
from sink_app.organization.meetings import due, items

REMIND_BEFORE = 3
"""Days before an action item is due."""
MINE = "Sink My Action Items"


def lines_of_items() -> dict[str, list[Line]]:
	"""Open action items that are overdue or due within three days, by who owns them."""
	today = getdate(nowdate())
	found: dict[str, list[Line]] = defaultdict(list)
	# acts for itself: a job reminds every owner
	rows = frappe.get_all(
		"Sink Meeting Action",
		filters={
			"parenttype": "Sink Meeting",
			"status": items.OPEN,
			"due": ("<=", add_days(today, REMIND_BEFORE)),
		},
		fields=["parent", "task", "due", "owner_organization", "owner_user"],
		order_by="due asc",
	)
	for row in rows:
		kind = OVERDUE if getdate(row.due) < today else DUE_SOON
		title = f"{_('Action Item')} · {strip_html(row.task)[:40]}"
		line = Line(kind, "Sink Meeting", row.parent, title, getdate(row.due), get_url_to_report(MINE))
		for user in items.owners(row):
			found[user].append(line)
	return found


def lines_of_meetings() -> dict[str, list[Line]]:
	"""Meetings that are overdue or soon due and not planned yet, by who holds them."""
	kinds = {due.SOON: DUE_SOON, due.OVERDUE: OVERDUE}
	found: dict[str, list[Line]] = defaultdict(list)
	for duty in due.duties():
		if duty.status not in kinds:
			continue
		doctype, name = (
			("Sink Organization", duty.organization) if duty.organization else ("Sink Area", duty.area)
		)
		title = f"{duty.kind} · {bodies.name_of(duty.organization, duty.area)}"
		line = Line(kinds[duty.status], doctype, name, title, duty.due)
		for user in _holders(duty):
			found[user].append(line)
	return found


def _holders(duty: due.Duty) -> list[str]:
	if duty.organization:
		return bodies.people_of(duty.organization)
	# acts for itself: who is to hear of it is read from the stands
	users = frappe.get_all("Sink Stand", filters={"area": duty.area}, pluck="user", order_by="creation asc")
	return [
		user
		for user in dict.fromkeys(users)
		if any(stand.node == duty.area for stand in stands.granting(user, due.MEETING, "create"))
	]
