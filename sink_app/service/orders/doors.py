"""What the Desk asks and does about orders: each is one click from the step before."""

import frappe
from frappe import _

from sink_app.access import query
from sink_app.approvals import steps
from sink_app.service.orders import (
	CLAIM,
	COMPLETED,
	DISPATCH,
	HELD,
	NAMED,
	OPEN,
	ORDER,
	PLACED,
	RATED,
	TAKING,
	WAITING,
	claiming,
	counting,
	rating,
	suitable,
)

DISPATCHERS = {"Sink Community Secretary", "Sink Community Staff", "Sink Unit Organizer"}


class NotTheDispatcher(frappe.PermissionError):
	"""Places of an order are given by its community, or by the unit it was given to."""


@frappe.whitelist()
def suggestions(order: str) -> list[dict]:
	"""Whom an order would suit, best first, with the reasons."""
	return suitable.suggestions(order)


@frappe.whitelist()
def look(order: str) -> dict:
	"""Beside an order's form: who holds it and who waits, and what may be done about it now."""
	doc = frappe.get_doc(ORDER, order)
	doc.check_permission("read")
	may_dispatch = _may_dispatch(doc)
	return {
		"claims": _claims(order),
		"may_dispatch": may_dispatch and doc.workflow_state in (PLACED, *TAKING),
		"may_open": may_dispatch and any(step["action"] == DISPATCH for step in steps.open_steps(doc)),
		"may_rate": doc.workflow_state in (COMPLETED, RATED)
		and frappe.has_permission(rating.SATISFACTION, "create"),
	}


@frappe.whitelist(methods=["POST"])
def open_to_claims(order: str) -> None:
	"""Hand an order out to whoever fits: 抢单."""
	doc = _dispatchable(order)
	if doc.mode != OPEN:
		doc.mode = OPEN
		doc.save()
	steps.take(ORDER, order, DISPATCH)


@frappe.whitelist(methods=["POST"])
def dispatch(order: str, members: str | list, reasons: str | dict | None = None) -> dict:
	"""派单: give an order to members, dispatching it with that. `reasons` is {member: why}."""
	members, reasons = frappe.parse_json(members), frappe.parse_json(reasons or "{}")

	def act() -> dict:
		doc = _dispatchable(order)
		if doc.workflow_state == PLACED:
			doc.mode = NAMED
			doc.save()
			steps.take(ORDER, order, DISPATCH)
		claiming.place(order, {member: reasons.get(member) for member in members})
		names = [frappe.db.get_value("Sink Member", member, "member_name") for member in members]
		return {"message": _("{0} have been told.").format("、".join(names))}

	return counting.again_if_deadlocked(act)


@frappe.whitelist(methods=["POST"])
def accept(claim: str) -> None:
	"""Note that a member has said yes by phone."""
	_claim_to_dispatch(claim)
	counting.again_if_deadlocked(lambda: claiming.accept(claim))


@frappe.whitelist(methods=["POST"])
def release(claim: str, reason: str) -> None:
	"""退单 on a member's behalf, who has called: the place goes to who waits longest."""
	_claim_to_dispatch(claim)
	counting.again_if_deadlocked(lambda: claiming.give_up(claim, reason))


@frappe.whitelist(methods=["POST"])
def reassign(claim: str, member: str, reason: str, why: str | None = None) -> None:
	"""改派: another member goes instead; `why` says what speaks for them."""
	_claim_to_dispatch(claim)
	counting.again_if_deadlocked(lambda: claiming.reassign(claim, member, reason, why))


def _claims(order: str) -> list[dict]:
	rows = frappe.get_list(
		CLAIM,
		filters={"service_order": order},
		fields=[
			*("name", "member", "member_name", "status", "place", "way", "reason", "end_reason"),
			*("accepted_on", "contacted_on", "contact_method", "contact_words"),
		],
		order_by="place asc",
		limit_page_length=0,
	)
	counts = (HELD, WAITING)
	# who counts first, then those who gave up or were replaced
	return sorted(rows, key=lambda row: (row.status not in counts, row.place))


def _may_dispatch(doc) -> bool:
	return bool(DISPATCHERS & query.roles_at(doc)) and bool(doc.has_permission("write"))


def _dispatchable(order: str):
	doc = frappe.get_doc(ORDER, order, for_update=True)
	doc.check_permission("read")
	if frappe.session.user != "Administrator" and not _may_dispatch(doc):
		frappe.throw(
			_("Places of an order are given by its community, or by the unit it was given to."),
			NotTheDispatcher,
		)
	return doc


def _claim_to_dispatch(claim: str):
	order = frappe.db.get_value(CLAIM, claim, "service_order")
	if not order:
		raise frappe.DoesNotExistError(CLAIM)
	_dispatchable(order)
