"""Taking a step in a chain: the one way by which a record's state changes."""

import frappe
from frappe import _
from frappe.utils import get_fullname, now_datetime, time_diff_in_seconds

from sink_app.approvals import applicants, chain, deputies, moving
from sink_app.approvals.applicants import LOG


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

	A step that is theirs only while somebody is away says `on_behalf_of`.
	"""
	user = user or frappe.session.user
	found = {step["action"]: step for step in _own_steps(doc, user)}
	for absent in deputies.represented_on(doc, user):
		for step in _own_steps(doc, absent):
			found.setdefault(step["action"], {**step, "on_behalf_of": absent})
	return list(found.values())


def take(doctype: str, name: str, action: str, seen_state: str | None = None, reason: str | None = None):
	"""Take a step on a record and return the saved document.

	seen_state is the state the user acted on; when the record has left it, RecordMovedOn says who moved it.
	The row stays locked until the transaction ends, so of two people acting at once one wins.
	"""
	doc = frappe.get_doc(doctype, name, for_update=True)
	doc.check_permission("read")
	state = chain.state_of(doc)
	if seen_state and seen_state != state:
		frappe.throw(_moved_on_message(doc, state), RecordMovedOn, title=_("Already Handled"))
	step = _find(doc, action)
	reason = (reason or "").strip()
	if step.get("needs_reason") and not reason:
		frappe.throw(
			_("Please say in a sentence why, so that the other side can put it right."), ReasonMissing
		)
	moving.move(doc, step)
	_log(doc, step, reason)
	return doc


def history(doctype: str, name: str) -> list[dict]:
	"""Every step taken on a record, oldest first, for whoever may read the record."""
	frappe.get_doc(doctype, name).check_permission("read")
	# acts for itself: the steps belong to the record whose read right was just checked
	return frappe.get_all(
		LOG,
		filters={"reference_doctype": doctype, "reference_name": name},
		fields=[
			"action",
			"from_state",
			"to_state",
			"user",
			"full_name",
			"on_behalf_of",
			"on_behalf_name",
			"reason",
			"taken_at",
			"waited_seconds",
		],
		order_by="taken_at asc, creation asc",
	)


def _own_steps(doc, user: str) -> list[dict]:
	steps = chain.transitions(doc, user)
	is_own = user != "Administrator" and applicants.is_own(doc, user) if steps else False
	return [step for step in steps if step.get("allow_self_approval") or not is_own]


def _find(doc, action: str) -> dict:
	step = next((step for step in open_steps(doc) if step["action"] == action), None)
	if step:
		return step
	if any(step["action"] == action for step in chain.transitions(doc, frappe.session.user)):
		frappe.throw(_("You filed this record yourself; somebody else has to approve it."), SelfApproval)
	frappe.throw(
		_("«{0}» is not yours to take while this record is at «{1}».").format(
			_(action), _(chain.state_of(doc))
		),
		StepNotOpen,
	)


def _log(doc, step: dict, reason: str):
	now = now_datetime()
	# acts for itself: how long the record waited is read from its own log
	last = frappe.get_all(
		LOG,
		filters={"reference_doctype": doc.doctype, "reference_name": doc.name},
		pluck="taken_at",
		order_by="taken_at desc",
		limit=1,
	)
	entry = frappe.new_doc(LOG)
	entry.update(
		{
			"reference_doctype": doc.doctype,
			"reference_name": doc.name,
			"action": step["action"],
			"from_state": step["state"],
			"to_state": step["next_state"],
			"user": frappe.session.user,
			"full_name": get_fullname(),
			"on_behalf_of": step.get("on_behalf_of"),
			"on_behalf_name": get_fullname(step["on_behalf_of"]) if step.get("on_behalf_of") else None,
			"reason": reason,
			"taken_at": now,
			"waited_seconds": int(time_diff_in_seconds(now, last[0] if last else doc.creation)),
		}
	)
	entry.db_insert()
	doc.run_method("after_approval_step", entry)


def _moved_on_message(doc, state: str) -> str:
	steps = history(doc.doctype, doc.name)
	if not steps:
		return _("This record has moved on to «{0}». Reload to see it.").format(_(state))
	last = steps[-1]
	return _("{0} has already taken «{1}» at {2}; the record is now at «{3}». Nothing was changed.").format(
		last["full_name"],
		_(last["action"]),
		frappe.utils.format_datetime(last["taken_at"], "yyyy-MM-dd HH:mm"),
		_(state),
	)
