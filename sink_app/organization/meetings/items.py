"""Action items of meetings: who owns them, closing them, taking them over to the next meeting."""

import frappe
from frappe import _
from frappe.utils import getdate, nowdate

from sink_app.access import query
from sink_app.organization import bodies
from sink_app.organization.meetings import agenda, beginnings

OPEN, DONE, CARRIED = "Open", "Done", "Carried Over"
TAKEN_OVER = ("task", "source", "issue", "assigned_by", "owner_organization", "owner_user", "due")


class NotYourItem(frappe.PermissionError):
	pass


class ItemClosed(frappe.ValidationError):
	pass


class ResultMissing(frappe.ValidationError):
	pass


class DoneInTheFuture(frappe.ValidationError):
	pass


def settle(row):
	"""An item with a day on which it was done is done; one without is open, unless it was taken over."""
	if row.done_on:
		if getdate(row.done_on) > getdate(nowdate()):
			frappe.throw(
				_("«Action Items», row {0}: «Done On» lies in the future.").format(row.idx), DoneInTheFuture
			)
		row.status = DONE
		row.closed_by = row.closed_by or frappe.session.user
	elif row.status != CARRIED:
		row.status, row.closed_by = OPEN, None


def owns(row, user: str) -> bool:
	"""Whether an item is a user's to close: by name, or because they act for the organization."""
	return row.owner_user == user or bool(
		row.owner_organization and row.owner_organization in bodies.organizations_of(user)
	)


def owners(row) -> list[str]:
	"""Who is reminded of an item: the person named, or else those who act for the organization."""
	return [row.owner_user] if row.owner_user else bodies.people_of(row.owner_organization)


@frappe.whitelist(methods=["POST"])
def close(meeting: str, item: str, result: str) -> dict[str, str]:
	"""Close an action item as its owner, or as who keeps the minutes; returns its {status, done_on}.

	Raises NotYourItem, ItemClosed, ResultMissing. The meeting stays locked until it is saved.
	"""
	doc = frappe.get_doc("Sink Meeting", meeting, for_update=True)
	row = next((row for row in doc.action_items if row.name == item), None)
	keeps_minutes = query.has_permission(doc, "write") and frappe.has_permission("Sink Meeting", "write")
	if not row or not (keeps_minutes or owns(row, frappe.session.user)):
		frappe.throw(_("This action item is not yours to close."), NotYourItem)
	if row.status != OPEN:
		frappe.throw(_("This action item is closed already: «{0}».").format(_(row.status)), ItemClosed)
	if not result.strip():
		frappe.throw(_("Please say in a sentence what was done."), ResultMissing)
	row.update({"done_on": nowdate(), "result": result.strip(), "closed_by": frappe.session.user})
	# acts for itself: an item's owner closes it without a right on the rest of the minutes
	doc.flags.ignore_permissions = True
	doc.save()
	agenda.tell_issue(row.issue, row.result)
	return {"status": row.status, "done_on": str(row.done_on)}


@frappe.whitelist(methods=["POST"])
def take_over(meeting: str) -> int:
	"""Take the open items of earlier meetings of the kind over to this one; returns how many."""
	doc = frappe.get_doc("Sink Meeting", meeting)
	doc.check_permission("write")
	by_meeting: dict[str, list[str]] = {}
	for row in beginnings.still_open(doc):
		by_meeting.setdefault(row.parent, []).append(row.name)
	taken = 0
	for earlier, names in by_meeting.items():
		taken += _move(frappe.get_doc("Sink Meeting", earlier, for_update=True), doc, names)
	if taken:
		doc.save()
	return taken


def _move(earlier, doc, names: list[str]) -> int:
	rows = [row for row in earlier.action_items if row.name in names and row.status == OPEN]
	for row in rows:
		doc.append(
			"action_items", {field: row.get(field) for field in TAKEN_OVER} | {"carried_from": row.name}
		)
		row.status = CARRIED
	earlier.save()
	return len(rows)
