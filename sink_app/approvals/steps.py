"""Taking a step in a chain: the one way by which a record's state changes."""

import frappe
from frappe import _
from frappe.model.workflow import get_transitions, get_workflow, get_workflow_name
from frappe.utils import now_datetime, time_diff_in_seconds

from sink_app.access import query

LOG = "Sink Approval Step"


class StepNotOpen(frappe.PermissionError):
	"""The step does not exist in this state, or is not this user's to take."""


class RecordMovedOn(frappe.ValidationError):
	"""Somebody acted between the user's look and the user's click."""


class SelfApproval(frappe.PermissionError):
	"""Nobody approves what they filed themselves."""


class ReasonMissing(frappe.ValidationError):
	"""Sending back without saying why leaves the other side guessing."""


def has_chain(doctype: str) -> bool:
	"""Whether an active Workflow runs on the DocType."""
	return bool(get_workflow_name(doctype))


def open_steps(doc, user: str | None = None) -> list[dict]:
	"""The transitions that a user may take on a document now: by chain, by condition, by where they stand."""
	user = user or frappe.session.user
	roles = query.roles_at(doc, user)
	return [
		step
		for step in get_transitions(doc)
		if step["allowed"] in roles and not _is_self_approval(doc, step, user)
	]


def take(doctype: str, name: str, action: str, seen_state: str | None = None, reason: str | None = None):
	"""Take a step on a record and return the saved document.

	seen_state is the state the user acted on; when the record has left it, RecordMovedOn says who moved it.
	The row stays locked until the transaction ends, so of two people acting at once one wins.
	"""
	doc = frappe.get_doc(doctype, name, for_update=True)
	doc.check_permission("read")
	workflow = get_workflow(doctype)
	state = doc.get(workflow.workflow_state_field)
	if seen_state and seen_state != state:
		frappe.throw(_moved_on_message(doc, state), RecordMovedOn, title=_("Already Handled"))
	step = _find(doc, action)
	reason = (reason or "").strip()
	if step.get("needs_reason") and not reason:
		frappe.throw(
			_("Please say in a sentence why, so that the other side can put it right."), ReasonMissing
		)
	_move(doc, workflow, step)
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
			"reason",
			"taken_at",
			"waited_seconds",
		],
		order_by="taken_at asc, creation asc",
	)


def _find(doc, action: str) -> dict:
	roles = query.roles_at(doc)
	steps = [step for step in get_transitions(doc) if step["action"] == action]
	if not any(step["allowed"] in roles for step in steps):
		frappe.throw(
			_("«{0}» is not yours to take while this record is at «{1}».").format(
				_(action), _(doc.get(get_workflow(doc.doctype).workflow_state_field))
			),
			StepNotOpen,
		)
	step = next(step for step in steps if step["allowed"] in roles)
	if _is_self_approval(doc, step, frappe.session.user):
		frappe.throw(_("You filed this record yourself; somebody else has to approve it."), SelfApproval)
	return step


def _is_self_approval(doc, step: dict, user: str) -> bool:
	"""Whoever filed a record, or is the person it speaks of, leaves its approval to others."""
	if user == "Administrator" or step.get("allow_self_approval"):
		return False
	return user == doc.owner or query.speaks_of(doc, user)


def _move(doc, workflow, step: dict):
	doc.set(workflow.workflow_state_field, step["next_state"])
	target = next(row for row in workflow.states if row.state == step["next_state"])
	if target.update_field:
		doc.set(target.update_field, target.update_value)
	doc.flags.approval_step = step
	if int(target.doc_status) == doc.docstatus:
		doc.save()
	elif int(target.doc_status) == 1:
		doc.submit()
	else:
		doc.cancel()


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
			"full_name": frappe.utils.get_fullname(),
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
