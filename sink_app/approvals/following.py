"""Bringing a record to a state because another record calls for it: an accepted change ends a registration.

No step is drawn to such a state; it is marked «Reached Through Other Records». What was done stands in the
record's own steps, like any step, under the name of who settled the other record.
"""

from sink_app.approvals import chain, log

STATE_FIELD = "workflow_state"


def put(doc, state: str, action: str, reason: str = ""):
	"""Save a record, new or old, in a state, past who takes which step; the caller has asked for the right.

	Returns the record. `action` is the word under which it is logged.
	"""
	has_chain = chain.has_chain(doc.doctype)
	field = chain.of(doc.doctype).workflow_state_field if has_chain else STATE_FIELD
	step = {"action": action, "state": doc.get(field), "next_state": state}
	doc.set(field, state)
	doc.flags.approval_step = step
	doc.validate_workflow = _leads_here
	# acts for itself: what is settled elsewhere takes its effect here, whoever may write this record
	doc.flags.ignore_permissions = True
	try:
		doc.insert() if doc.is_new() else doc.save()
	finally:
		del doc.validate_workflow
		doc.flags.approval_step = None
		doc.flags.ignore_permissions = False
	doc.run_method("after_approval_step", log.write(doc, step, reason))
	return doc


def _leads_here():
	"""Stands in for Document.validate_workflow: no drawn step leads to the state."""
