"""Taking a step in a chain: the one way by which a record's state changes."""

import frappe
from frappe import _

from sink_app.approvals import (
	applicants,
	approvers,
	chain,
	deputies,
	log,
	moving,
	returns,
	rules,
	signatures,
)
from sink_app.approvals.signatures import SignedAlready


class StepNotOpen(frappe.PermissionError):
	"""The step does not exist in this state, or is not this user's to take."""


class RecordMovedOn(frappe.ValidationError):
	"""Somebody acted between the user's look and the user's click."""


class SelfApproval(frappe.PermissionError):
	"""Nobody approves what they filed themselves."""


class ReasonMissing(frappe.ValidationError):
	"""Sending back without saying why leaves the other side guessing."""


def open_steps(doc, user: str | None = None) -> list[dict]:
	"""The steps that a user may take on a document now: by chain, by condition, by where they stand.

	A step that is theirs only while somebody is away says `on_behalf_of`, one that sends back its `targets`.
	"""
	user = user or frappe.session.user
	found = {step["action"]: step for step in _own_steps(doc, user)}
	for absent in deputies.represented_on(doc, user):
		for step in _own_steps(doc, absent):
			if not (step.get("signed_row") and signatures.has_signed(doc, step["action"], user)):
				found.setdefault(step["action"], {**step, "on_behalf_of": absent})
	if withdrawal := returns.withdrawal(doc, user):
		found.setdefault(withdrawal["action"], withdrawal)
	return list(found.values())


def take(
	doctype: str,
	name: str,
	action: str,
	seen_state: str | None = None,
	reason: str | None = None,
	to_state: str | None = None,
):
	"""Take a step on a record and return the saved document.

	seen_state is the state the user acted on; when the record has left it, RecordMovedOn says who moved it.
	to_state is the earlier state picked, where the step sends back to any; the nearest unless given.
	The row stays locked until the transaction ends, so of two people acting at once one wins.
	"""
	doc = frappe.get_doc(doctype, name, for_update=True)
	doc.check_permission("read")
	state = chain.state_of(doc)
	if seen_state and seen_state != state:
		frappe.throw(_moved_on_message(doc, state), RecordMovedOn, title=_("Already Handled"))
	step = returns.chosen(found(doc, action), to_state)
	reason = (reason or "").strip()
	if step.get("needs_reason") and not reason:
		frappe.throw(
			_("Please say in a sentence why, so that the other side can put it right."), ReasonMissing
		)
	entry = _sign(doc, step, reason) if step.get("signed_row") else _move(doc, step, reason)
	doc.run_method("after_approval_step", entry)
	return doc


def found(doc, action: str) -> dict:
	"""The step of an action that is open to the user; raises StepNotOpen, SelfApproval or SignedAlready."""
	step = next((step for step in open_steps(doc) if step["action"] == action), None)
	if step:
		return step
	user = frappe.session.user
	if signatures.has_signed(doc, action, user):
		frappe.throw(_("You have signed already; the other signatures are still to come."), SignedAlready)
	drawn = [step for step in chain.transitions(doc, user) if step["action"] == action]
	if any(not step.get("allow_self_approval") for step in drawn) and applicants.is_own(doc, user):
		frappe.throw(_("You filed this record yourself; somebody else has to approve it."), SelfApproval)
	frappe.throw(
		_("«{0}» is not yours to take while this record is at «{1}».").format(
			_(action), _(chain.state_of(doc))
		),
		StepNotOpen,
	)


def history(doctype: str, name: str) -> list[dict]:
	"""Every step taken on a record, oldest first, for whoever may read the record."""
	frappe.get_doc(doctype, name).check_permission("read")
	return log.entries(doctype, name)


def _move(doc, step: dict, reason: str):
	moving.move(doc, step)
	return log.write(doc, step, reason)


def _sign(doc, step: dict, reason: str):
	"""A signature leaves the record where it is, unless it is the last one wanted."""
	entry = log.write(doc, {**step, "next_state": step["state"]}, reason)
	if signatures.complete(doc, step):
		moving.move(doc, step)
		entry.db_set("to_state", step["next_state"], update_modified=False)
	return entry


def _own_steps(doc, user: str) -> list[dict]:
	steps = chain.transitions(doc, user)
	if set_rules := rules.of(chain.of(doc.doctype).name, chain.state_of(doc)):
		steps = approvers.narrowed(doc, user, steps, set_rules)
		steps = signatures.replaced(doc, user, steps, set_rules)
	is_own = user != "Administrator" and applicants.is_own(doc, user) if steps else False
	return [returns.aimed(doc, step) for step in steps if step.get("allow_self_approval") or not is_own]


def _moved_on_message(doc, state: str) -> str:
	last = log.last_locked(doc.doctype, doc.name)
	if not last:
		return _("This record has moved on to «{0}». Reload to see it.").format(_(state))
	return _("{0} has already taken «{1}» at {2}; the record is now at «{3}». Nothing was changed.").format(
		last["full_name"],
		_(last["action"]),
		frappe.utils.format_datetime(last["taken_at"], "yyyy-MM-dd HH:mm"),
		_(state),
	)
