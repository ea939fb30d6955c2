"""Writing the state of a step that was found to be open; steps.take alone does so."""

import frappe
from frappe import _

from sink_app.approvals import chain


class AbsentMayNot(frappe.PermissionError):
	"""The person somebody stands in for could not write the record either."""


def move(doc, step: dict):
	"""Put a record into the state that a step leads to, with its field and its document status."""
	workflow = chain.of(doc.doctype)
	doc.set(workflow.workflow_state_field, step["next_state"])
	target = next(row for row in workflow.states if row.state == step["next_state"])
	if target.update_field:
		doc.set(target.update_field, target.update_value)
	doc.flags.approval_step = step
	# whether the step is open was asked before, of more than the framework's own check knows
	doc.validate_workflow = _step_was_checked
	absent, signed = step.get("on_behalf_of"), step.get("signed_row")
	if signed:
		# acts for itself: the rule says who signs, and the last signature completes the step for all of them
		doc.flags.ignore_permissions = True
	elif absent:
		lend_right(doc, absent, int(target.doc_status))
	try:
		_write(doc, int(target.doc_status))
	finally:
		del doc.validate_workflow
		if absent or signed:
			doc.flags.ignore_permissions = False


def _write(doc, docstatus: int):
	if docstatus == doc.docstatus:
		doc.save()
	elif docstatus == 1:
		doc.submit()
	else:
		doc.cancel()


def lend_right(doc, absent: str, docstatus: int):
	"""Let a document be saved by the right of the person somebody stands in for; AbsentMayNot without it."""
	right = "write" if docstatus == doc.docstatus else {1: "submit", 2: "cancel"}[docstatus]
	if not frappe.has_permission(doc.doctype, right, doc=doc, user=absent):
		frappe.throw(
			_("{0} could not take this step either.").format(frappe.utils.get_fullname(absent)), AbsentMayNot
		)
	# acts for itself: the absent person's own right was asked just before
	doc.flags.ignore_permissions = True


def _step_was_checked():
	"""Stands in for Document.validate_workflow while a step is written."""
