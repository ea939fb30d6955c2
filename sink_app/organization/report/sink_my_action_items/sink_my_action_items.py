import frappe
from frappe import _
from frappe.utils import getdate, nowdate
from pypika.terms import PseudoColumn

from sink_app.access import query
from sink_app.organization import bodies
from sink_app.organization.meetings import items


def execute(filters: dict | None = None) -> tuple[list[dict], list[dict]]:
	"""Action items that whoever asks owns; with `all`, also those of every meeting they may read."""
	filters = filters or {}
	user, today = frappe.session.user, getdate(nowdate())
	action, meeting = frappe.qb.DocType("Sink Meeting Action"), frappe.qb.DocType("Sink Meeting")
	found = (
		frappe.qb.from_(action)
		.join(meeting)
		.on((action.parent == meeting.name) & (action.parenttype == "Sink Meeting"))
		.select(
			*(action.name, action.parent, action.task, action.due, action.status, action.done_on),
			*(action.result, action.owner_organization, action.owner_user),
			*(meeting.title, meeting.starts_on),
		)
		.where(meeting.status != "Cancelled")
		.where(_reached(action, user, bool(filters.get("all"))))
		.orderby(action.due)
		.orderby(action.idx)
	)
	if not filters.get("closed"):
		found = found.where(action.status == items.OPEN)
	return _columns(), [_row(row, user, today) for row in found.run(as_dict=True)]


def _reached(action, user: str, everything: bool):
	"""Owned by the user; or, where asked for, of a meeting that the user reads."""
	mine = action.owner_user == user
	if organizations := bodies.organizations_of(user):
		mine = mine | action.owner_organization.isin(organizations)
	if not everything:
		return mine
	allowed = query.readable("Sink Meeting", user)
	return mine | PseudoColumn(f"({allowed.replace('%', '%%')})") if allowed else action.name.isnotnull()


def _row(row, user: str, today) -> dict:
	late = row.status == items.OPEN and row.due and getdate(row.due) < today
	owner = bodies.name_of(row.owner_organization, None) or frappe.utils.get_fullname(row.owner_user)
	return {
		**row,
		"who": owner,
		"held": getdate(row.starts_on),
		"state": "Overdue" if late else row.status,
		"status": _("Overdue") if late else _(row.status),
		"may_close": row.status == items.OPEN and items.owns(row, user),
	}


def _columns() -> list[dict]:
	return [
		{"fieldname": "task", "label": _("Action Item"), "fieldtype": "Data", "width": 300},
		{"fieldname": "who", "label": _("Responsible"), "fieldtype": "Data", "width": 170},
		{"fieldname": "due", "label": _("Due"), "fieldtype": "Date", "width": 105},
		{"fieldname": "status", "label": _("Status"), "fieldtype": "Data", "width": 90},
		{"fieldname": "close", "label": _("Close"), "fieldtype": "Data", "width": 80},
		{"fieldname": "done_on", "label": _("Done On"), "fieldtype": "Date", "width": 105},
		{"fieldname": "result", "label": _("Result"), "fieldtype": "Data", "width": 200},
		{"fieldname": "title", "label": _("Meeting"), "fieldtype": "Data", "width": 240},
		{"fieldname": "held", "label": _("Held On"), "fieldtype": "Date", "width": 105},
	]
