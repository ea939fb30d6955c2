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
	"""Refuse a save that skips a step or edits what lies with others (validate, every DocType)."""
	if (
		frappe.flags.in_install
		or frappe.flags.in_migrate
		or frappe.flags.in_patch
		or not has_chain(doc.doctype)
	):
		return
	before = doc.get_doc_before_save()
	if before is None or doc.flags.approval_step:
		return
	workflow = get_workflow(doc.doctype)
	state = before.get(workflow.workflow_state_field)
	if doc.get(workflow.workflow_state_field) != state or doc.docstatus != before.docstatus:
		frappe.throw(
			_("This record's state changes only by a step of its chain. Please use the button for it."),
			StepSkipped,
		)
	_check_may_edit(doc, before, workflow, state)


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
