"""What a chain says about a record, asked for any user: Frappe answers only for whose session it is."""

import frappe
from frappe import _
from frappe.model.workflow import get_workflow, get_workflow_name, get_workflow_safe_globals

from sink_app.access import query


class NotInChain(frappe.ValidationError):
	"""A rule speaks of something that the chain does not have."""


def has_chain(doctype: str) -> bool:
	"""Whether an active Workflow runs on the DocType."""
	return bool(get_workflow_name(doctype))


def of(doctype: str):
	"""The Workflow that runs on a DocType."""
	return get_workflow(doctype)


def state_of(doc) -> str | None:
	"""The state a record is in."""
	return doc.get(of(doc.doctype).workflow_state_field)


def drawn(doc) -> list:
	"""The transitions drawn from a record's state, whoever may take them."""
	state = state_of(doc)
	return [row for row in of(doc.doctype).transitions if row.state == state]


def transitions(doc, user: str) -> list[dict]:
	"""The transitions drawn from a record's state for a role with which the user stands there, in order.

	An action drawn for several of the user's roles is there once. Who filed the record is not looked at.
	"""
	rows = drawn(doc)
	if not rows:
		return []
	roles = query.roles_at(doc, user)
	found = {}
	for row in rows:
		if row.allowed in roles and row.action not in found and condition_holds(row, doc, user):
			found[row.action] = row.as_dict(no_default_fields=True)
	return list(found.values())


def doctype_of(workflow: str) -> str:
	"""The DocType that a Workflow runs on."""
	return frappe.get_cached_value("Workflow", workflow, "document_type")


def first_drawn(doc, action: str, user: str) -> dict | None:
	"""The first transition of an action from a record's state whose condition holds."""
	rows = [row for row in drawn(doc) if row.action == action]
	row = next((row for row in rows if condition_holds(row, doc, user)), None)
	return row.as_dict(no_default_fields=True) if row else None


def check_exists(workflow: str):
	"""Refuse a name that no Workflow has; the field is no link, for few may read one."""
	if not frappe.db.exists("Workflow", workflow):
		frappe.throw(_("«Approval Chain»: there is no chain «{0}».").format(workflow), NotInChain)


def check_place(rule):
	"""Refuse a rule whose `state` or `action` its `workflow` does not have."""
	check_exists(rule.workflow)
	workflow = frappe.get_cached_doc("Workflow", rule.workflow)
	if rule.get("state") and rule.state not in {row.state for row in workflow.states}:
		frappe.throw(_("«State»: «{0}» is no state of this chain.").format(_(rule.state)), NotInChain)
	actions = {row.action for row in workflow.transitions if rule.get("state") in (None, "", row.state)}
	if rule.get("action") and rule.action not in actions:
		frappe.throw(_("«Action»: «{0}» is not drawn there.").format(_(rule.action)), NotInChain)


def condition_holds(transition, doc, user: str) -> bool:
	"""The drawn condition, in which `frappe.session.user` is the user asked about."""
	if not transition.condition:
		return True
	names = get_workflow_safe_globals()
	names["frappe"]["session"] = frappe._dict(frappe.session, user=user)
	return bool(frappe.safe_eval(transition.condition, names, {"doc": doc.as_dict()}))
