"""What a chain promises, held on the server for every DocType that has one."""

import frappe
from frappe import _
from frappe.model.workflow import get_workflow

from sink_app.access import query
from sink_app.approvals import deputies
from sink_app.approvals.chain import has_chain


class StepSkipped(frappe.PermissionError):
	"""A state changed by something else than a step of the chain."""


class NotEditableHere(frappe.PermissionError):
	"""The record lies with somebody else now."""


def check(doc, method: str | None = None):
	"""Refuse a save that skips a step or edits what lies with others (every DocType).

	Hooked to every kind of save: there is no validate when something submitted is saved or cancelled.
	"""
	if _is_maintenance() or not has_chain(doc.doctype) or doc.flags.approval_step:
		return
	workflow = get_workflow(doc.doctype)
	before = doc.get_doc_before_save()
	if before is None:
		_check_begins_at_the_beginning(doc, workflow)
		return
	state = before.get(workflow.workflow_state_field)
	if doc.get(workflow.workflow_state_field) != state or doc.docstatus != before.docstatus:
		frappe.throw(
			_("This record's state changes only by a step of its chain. Please use the button for it."),
			StepSkipped,
		)
	_check_may_edit(doc, before, workflow, state)


def refuse(doc, method: str | None = None):
	"""Refuse what ends a record without any step of its chain (before_discard, every DocType)."""
	if not _is_maintenance() and has_chain(doc.doctype):
		frappe.throw(_("This record ends only by a step of its chain."), StepSkipped)


def _is_maintenance() -> bool:
	return bool(frappe.flags.in_install or frappe.flags.in_migrate or frappe.flags.in_patch)


def _check_begins_at_the_beginning(doc, workflow):
	first = workflow.states[0]
	state = doc.get(workflow.workflow_state_field) or first.state
	if state != first.state or doc.docstatus != int(first.doc_status):
		frappe.throw(
			_("A new record begins at «{0}» and goes on step by step.").format(_(first.state)), StepSkipped
		)


def _check_may_edit(doc, before, workflow, state: str):
	editors = {row.allow_edit for row in workflow.states if row.state == state}
	user = frappe.session.user
	if user == "Administrator" or "All" in editors:
		return
	# whether a deputy may write at all is asked of their own roles, as always
	if any(editors & query.roles_at(before, who) for who in (user, *deputies.represented_on(before, user))):
		return
	frappe.throw(
		_("While this record is at «{0}» only {1} may change it.").format(
			_(state), _(", ").join(_(role) for role in sorted(editors))
		),
		NotEditableHere,
	)
