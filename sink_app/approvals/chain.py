"""What a chain says about a record, asked for any user: Frappe answers only for whose session it is."""

import frappe
from frappe.model.workflow import get_workflow, get_workflow_name, get_workflow_safe_globals

from sink_app.access import query


def has_chain(doctype: str) -> bool:
	"""Whether an active Workflow runs on the DocType."""
	return bool(get_workflow_name(doctype))


def of(doctype: str):
	"""The Workflow that runs on a DocType."""
	return get_workflow(doctype)


def state_of(doc) -> str | None:
	"""The state a record is in."""
	return doc.get(of(doc.doctype).workflow_state_field)


def transitions(doc, user: str) -> list[dict]:
	"""The transitions drawn from a record's state for a role with which the user stands there, in order.

	An action drawn for several of the user's roles is there once. Who filed the record is not looked at.
	"""
	state = state_of(doc)
	drawn = [row for row in of(doc.doctype).transitions if row.state == state]
	if not drawn:
		return []
	roles = query.roles_at(doc, user)
	found = {}
	for row in drawn:
		if row.allowed in roles and row.action not in found and _condition_holds(row, doc, user):
			found[row.action] = row.as_dict(no_default_fields=True)
	return list(found.values())


def _condition_holds(transition, doc, user: str) -> bool:
	"""The drawn condition, in which `frappe.session.user` is the user asked about."""
	if not transition.condition:
		return True
	names = get_workflow_safe_globals()
	names["frappe"]["session"] = frappe._dict(frappe.session, user=user)
	return bool(frappe.safe_eval(transition.condition, names, {"doc": doc.as_dict()}))
