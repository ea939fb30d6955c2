"""表现反馈: drafts for everybody of a community in one go, and what their units hear."""

import frappe
from frappe import _
from frappe.utils import escape_html, formatdate, getdate

from sink_app.access import holders
from sink_app.approvals import reminders
from sink_app.registration.states import TAKEN_IN

FEEDBACK = "Sink Performance Feedback"
DRAFT, RETURNED, GIVEN = "Draft", "Returned", "Feedback Given"
READERS = ("Sink Unit Organizer", "Sink Branch Secretary")
MOST = 200
"""So many are drafted with one click; the next click goes on."""


@frappe.whitelist(methods=["POST"])
def draft_all(area: str, from_date: str, to_date: str) -> dict:
	"""Draft a feedback on everybody registered in a community who has none for the period: {made, left}."""
	frappe.has_permission(FEEDBACK, "create", throw=True)
	wanted = _without(area, from_date, to_date)
	for member in wanted[:MOST]:
		about = {"member": member, "area": area, "from_date": from_date, "to_date": to_date}
		frappe.get_doc({"doctype": FEEDBACK, **about}).insert()
	return {"made": len(wanted[:MOST]), "left": len(wanted[MOST:])}


def tell_unit(doc):
	"""Who stands for the member's organization finds a given feedback in their notifications."""
	subject = _("{0}: feedback of the community for {1} to {2}").format(
		escape_html(doc.member_name), formatdate(doc.from_date), formatdate(doc.to_date)
	)
	for user in dict.fromkeys(user for role in READERS for user in holders.of_role(doc, role)):
		reminders.tell(user, subject, FEEDBACK, doc.name)


def _without(area: str, from_date: str, to_date: str) -> list[str]:
	"""The members registered in a community in the period's years without a feedback that touches it."""
	years = range(getdate(from_date).year, getdate(to_date).year + 1)
	members = frappe.get_list(
		"Sink Registration",
		filters={
			"community": area,
			"year": ("in", list(years)),
			"workflow_state": ("in", list(TAKEN_IN)),
		},
		pluck="member",
		order_by="creation asc",
		limit_page_length=0,
	)
	told = frappe.get_list(
		FEEDBACK,
		filters={"area": area, "from_date": ("<=", to_date), "to_date": (">=", from_date)},
		pluck="member",
		limit_page_length=0,
	)
	return [member for member in dict.fromkeys(members) if member not in set(told)]
