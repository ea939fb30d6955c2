"""Trying a chain on paper: which steps a user could take on a record, and why the others are closed."""

from collections.abc import Iterator

import frappe
from frappe import _
from frappe.utils import get_fullname

from sink_app.access import query
from sink_app.approvals import applicants, chain, deputies, rules, steps


class NothingToTry(frappe.ValidationError):
	"""No record of the chain was picked, or there is none."""


@frappe.whitelist()
def explain(workflow: str, user: str, name: str | None = None, state: str | None = None) -> dict:
	"""Every step of a chain as it stands for a user on a record, or on the newest in a state; writes nothing.

	For who draws chains, who may be no reader of the records: of the record only its state is told.
	"""
	drawn = frappe.get_doc("Workflow", workflow)
	drawn.check_permission("write")
	record = _record(drawn, name, state)
	opened = {step["action"]: step for step in steps.open_steps(record, user)}
	return {
		"state": chain.state_of(record),
		"name": record.name,
		"user": get_fullname(user),
		"steps": [_told(row, record, user, opened.get(row.action)) for row in drawn.transitions],
	}


def _record(workflow, name: str | None, state: str | None):
	if not workflow.is_active:
		frappe.throw(_("This chain is switched off. Please tick «Is Active» and save first."), NothingToTry)
	if not name and state:
		# acts for itself: which record is tried on is chance, and nothing of it is shown
		found = frappe.get_all(
			workflow.document_type,
			filters={workflow.workflow_state_field: state},
			pluck="name",
			order_by="modified desc",
			limit=1,
		)
		name = found[0] if found else None
	if not name or not frappe.db.exists(workflow.document_type, name):
		frappe.throw(_("There is no such record. Please pick another, or another state."), NothingToTry)
	return frappe.get_doc(workflow.document_type, name)


def _told(row, record, user: str, opened: dict | None) -> dict:
	is_open = _is_this(row, record, opened)
	return {
		"action": row.action,
		"state": row.state,
		"next_state": row.next_state,
		"role": row.allowed,
		"is_open": is_open,
		"on_behalf_of": get_fullname(opened["on_behalf_of"])
		if is_open and opened.get("on_behalf_of")
		else None,
		"reasons": [] if is_open else list(_reasons(row, record, user)) or [_left_to_others(row, record)],
	}


def _is_this(row, record, opened: dict | None) -> bool:
	is_from_here = row.state == chain.state_of(record)
	return bool(opened) and is_from_here and opened["allowed"] == row.allowed


def _reasons(row, record, user: str) -> Iterator[str]:
	"""Why a step is closed to a user, every reason there is."""
	person, state = get_fullname(user), chain.state_of(record)
	if row.state != state:
		yield _("It leaves from «{0}»; the record is at «{1}».").format(_(row.state), _(state))
	if row.allowed not in frappe.get_roles(user):
		yield _("{0} does not have the role {1}.").format(person, _(row.allowed))
	elif row.allowed not in query.roles_at(record, user):
		yield _("{0} is {1}, but not where this record stands.").format(person, _(row.allowed))
	if refused := _condition(row, record, user):
		yield refused
	if not row.allow_self_approval and user != "Administrator" and applicants.is_own(record, user):
		yield _("{0} filed this record, or it speaks of them.").format(person)
	if not frappe.has_permission(record.doctype, "read", doc=record, user=user):
		yield _("{0} may not read this record.").format(person)
	if row.state == state and (absent := deputies.represented(user, record.doctype)):
		names = _(", ").join(get_fullname(each) for each in absent)
		yield _("{0} stands in for {1}, to whom it is closed as well.").format(person, names)


def _condition(row, record, user: str) -> str | None:
	try:
		if chain.condition_holds(row, record, user):
			return None
	except Exception as problem:
		return _("The condition breaks on this record ({0}): {1}").format(problem, row.condition)
	return _("The condition does not hold: {0}").format(row.condition)


def _left_to_others(row, record) -> str:
	"""Nothing drawn closes the step: a rule does, or the same action is open in another role."""
	if rules.of(chain.of(record.doctype).name, row.state):
		return _("A rule on approvers or signatures leaves it to others.")
	return _("The same step is open in another of the user's roles.")
