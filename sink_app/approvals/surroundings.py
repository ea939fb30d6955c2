"""What a chain meets: the people who are to take its steps, the records on their way, other chains."""

from collections.abc import Iterator

import frappe
from frappe import _
from frappe.query_builder.functions import Count

from sink_app.access import coverage
from sink_app.approvals.drawing import ERROR, WARNING, Finding, docstatus_of, states_of


def before_saving(doc) -> Iterator[Finding]:
	"""What is no longer to be seen once the chain is saved."""
	if not doc.is_active or not doc.document_type:
		return
	for name in _other_chains(doc):
		sentence = _("«{0}» ran on {1} until now; it is switched off, this chain runs instead.")
		yield Finding(WARNING, sentence.format(name, _(doc.document_type)))


def one_chain_runs(doc) -> Iterator[Finding]:
	"""Two chains on one DocType: which of them counts is chance."""
	if doc.is_new() or not frappe.db.get_value("Workflow", doc.name, "is_active"):
		return
	for name in _other_chains(doc):
		sentence = _("«{0}» runs on {1} as well. Please switch one of the two off.")
		yield Finding(WARNING, sentence.format(name, _(doc.document_type)))


def statuses_stay(doc) -> Iterator[Finding]:
	"""Frappe 15.0 rewrites every record of a state whose document status changes, past all rules."""
	before = doc.get_doc_before_save() or (not doc.is_new() and frappe.get_doc("Workflow", doc.name))
	if not before or before.document_type != doc.document_type:
		return
	old, counts = docstatus_of(before), records_by_state(doc.document_type, doc.workflow_state_field)
	for state, status in docstatus_of(doc).items():
		if old.get(state, status) != status and counts.get(state):
			sentence = _(
				"«{0}»: changing «Doc Status» would rewrite {1} records at once, past every rule. "
				"Please take a new state for it and let the records get there by a step."
			)
			yield Finding(ERROR, sentence.format(_(state), counts[state]))


def roles_may_write(doc) -> Iterator[Finding]:
	"""Who takes a step must be allowed to change the record."""
	meta = frappe.get_meta(doc.document_type)
	writing = {row.role for row in meta.permissions if row.write and not row.permlevel}
	for role in dict.fromkeys(step.allowed for step in doc.transitions):
		if role and role != "All" and role not in writing:
			sentence = _(
				"{0} may not change {1}, so its steps fail. Please give the right in the permission manager."
			)
			yield Finding(WARNING, sentence.format(_(role), _(doc.document_type)))


def somebody_is_there(doc) -> Iterator[Finding]:
	"""In every place somebody holds a role of each state's steps."""
	told = set()
	for state in states_of(doc):
		roles = {step.allowed for step in doc.transitions if step.state == state and step.allowed}
		if not roles or frozenset(roles) in told:
			continue
		told.add(frozenset(roles))
		names = _(" or ").join(_(role) for role in sorted(roles))
		if not coverage.is_held(roles):
			sentence = _("«{0}»: nobody has the role {1}, so records stay there.")
			yield Finding(WARNING, sentence.format(_(state), names))
		elif gap := coverage.gap(doc.document_type, roles):
			sentence = _("«{0}»: in {1} places ({2}) nobody is {3}, for example {4}. Records stay there.")
			places = _(", ").join(gap.names)
			yield Finding(WARNING, sentence.format(_(state), gap.count, _(gap.level), names, places))


def no_record_is_stranded(doc) -> Iterator[Finding]:
	"""Records in a state that the chain does not have can take no step."""
	known = states_of(doc)
	for state, count in records_by_state(doc.document_type, doc.workflow_state_field).items():
		if state and state not in known:
			sentence = _("{0} records are at «{1}», which this chain does not have: nobody can get them on.")
			offer = {"from_state": state, "count": count, "to_states": known}
			yield Finding(WARNING, sentence.format(count, _(state)), offer)


def _other_chains(doc) -> list[str]:
	# acts for itself: who draws a chain is told of the others on the same DocType
	return frappe.get_all(
		"Workflow",
		filters={"document_type": doc.document_type, "is_active": 1, "name": ("!=", doc.name or "")},
		pluck="name",
		order_by="name asc",
	)


def records_by_state(doctype: str, field: str) -> dict[str, int]:
	"""How many records of a DocType are in each state."""
	if not frappe.db.has_column(doctype, field):
		return {}
	table = frappe.qb.DocType(doctype)
	return dict(frappe.qb.from_(table).select(table[field], Count("*")).groupby(table[field]).run())


RULES = (
	statuses_stay,
	one_chain_runs,
	roles_may_write,
	somebody_is_there,
	no_record_is_stranded,
)
