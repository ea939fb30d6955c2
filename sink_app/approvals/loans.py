"""What a deputy reads in the absent person's place: what waits there, and what the deputy has dealt with."""

import frappe

from sink_app.access.query import Loan
from sink_app.approvals import candidates, chain, deputies, rules
from sink_app.approvals.log import LOG


def of(user: str, doctype: str) -> list[Loan]:
	"""What a user is lent of a DocType today by those they stand in for (hook `access_lenders`)."""
	return [
		Loan(
			absent,
			_where(doctype, states, user, absent),
			lambda name, absent=absent, states=states: _covers(doctype, name, states, user, absent),
		)
		for absent in deputies.represented(user, doctype)
		if (states := _states(doctype, absent))
	]


def _states(doctype: str, absent: str) -> list[str]:
	"""The states of the chain in which a record may wait for the absent person's role or signature."""
	workflow = chain.of(doctype)
	roles = set(frappe.get_roles(absent))
	return [
		state
		for state in candidates.states_with_steps(workflow)
		if not candidates.is_filers(workflow, state)
		and (
			roles.intersection(step.allowed for step in workflow.transitions if step.state == state)
			or rules.of(workflow.name, state)
		)
	]


def _where(doctype: str, states: list[str], user: str, absent: str) -> str:
	field = chain.of(doctype).workflow_state_field
	log = frappe.qb.DocType(LOG)
	done = _done(doctype, user, absent).select(log.reference_name).get_sql()
	waiting = ", ".join(frappe.db.escape(state) for state in states)
	return f"(`tab{doctype}`.`{field}` in ({waiting}) or `tab{doctype}`.`name` in ({done}))"


def _covers(doctype: str, name: str, states: list[str], user: str, absent: str) -> bool:
	"""Asked of the database: a client may say of a record what it likes."""
	if frappe.db.get_value(doctype, name, chain.of(doctype).workflow_state_field) in states:
		return True
	log = frappe.qb.DocType(LOG)
	return bool(_done(doctype, user, absent).select(1).where(log.reference_name == name).limit(1).run())


def _done(doctype: str, user: str, absent: str):
	"""The steps that a user has taken for another on records of a DocType."""
	log = frappe.qb.DocType(LOG)
	return frappe.qb.from_(log).where(
		(log.user == user) & (log.reference_doctype == doctype) & (log.on_behalf_of == absent)
	)
