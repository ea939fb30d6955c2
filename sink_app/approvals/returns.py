"""Ways back: sending a record back to where it has been, and taking it back before anybody acted."""

import frappe
from frappe import _

from sink_app.approvals import applicants, chain, log

PREVIOUS = "Previous State"
ANY = "Any Earlier State"
WITHDRAW = "Withdraw"


class NoWayBack(frappe.ValidationError):
	"""The record has not been in the state it was to be sent back to."""


def aimed(doc, step: dict) -> dict:
	"""A drawn step with the states it may send the record back to, the nearest first (`returns_to`).

	Where the record has been nowhere yet, the state drawn stays the target.
	"""
	if not step.get("returns_to"):
		return step
	targets = earlier(doc)
	if step["returns_to"] == PREVIOUS:
		targets = targets[:1]
	targets = targets or [step["next_state"]]
	return {**step, "needs_reason": 1, "targets": targets, "next_state": targets[0]}


def chosen(step: dict, to_state: str | None) -> dict:
	"""The step with the target that whoever sends back has picked."""
	if not to_state or to_state == step["next_state"]:
		return step
	if to_state not in step.get("targets", ()):
		frappe.throw(
			_("This record has not been at «{0}», so it cannot go back there.").format(_(to_state)), NoWayBack
		)
	return {**step, "next_state": to_state}


def earlier(doc) -> list[str]:
	"""The states on a record's way to where it is, the last first; where it was sent back from is left out.

	A state that the office has taken out of the chain, or that has another document status, is none.
	"""
	way: list[str] = []
	for entry in log.entries(doc.doctype, doc.name):
		for state in (entry["from_state"], entry["to_state"]):
			way = [*way[: way.index(state)], state] if state in way else [*way, state]
	standing = {
		row.state for row in chain.of(doc.doctype).states if int(row.doc_status) == int(doc.docstatus)
	}
	now = chain.state_of(doc)
	way = way[: way.index(now)] if now in way else way
	return [state for state in reversed(way) if state in standing]


def withdrawal(doc, user: str) -> dict | None:
	"""The step by which an applicant takes back what nobody has looked at yet; None where it is not theirs.

	Open where the Workflow allows it, as long as the last step taken on the record is the applicant's own.
	"""
	if not chain.of(doc.doctype).get("allow_withdraw"):
		return None
	taken = log.entries(doc.doctype, doc.name)
	if not taken or taken[-1]["user"] != user or not applicants.is_applicant(doc, user):
		return None
	last, state = taken[-1], chain.state_of(doc)
	back = last["from_state"]
	if last["to_state"] != state or back not in earlier(doc) or last["action"] == WITHDRAW:
		return None
	return {
		"action": WITHDRAW,
		"state": state,
		"next_state": back,
		"allowed": "",
		"allow_self_approval": 1,
		"needs_reason": 0,
	}
