"""One step on many records as their table has them: each by all its rules, read and written in sets.

The same questions as in `steps.take`; where a record needs more than the drawing to decide (signatures, a
reason, somebody stood in for), it is taken by `steps.take` itself. Whether the user reaches a record is asked
once a place. A controller may name `after_approval_steps([(doc, step), …])`, else each is told by itself.
"""

import frappe
from frappe import _

from sink_app.access.reach import Reach
from sink_app.approvals import chain, in_sets, log, steps


class _ByItself(Exception):
	"""A record on which more than the drawing decides."""


def take(doctype: str, names: list[str], action: str, seen_state: str) -> dict[str, Exception | None]:
	"""Take a step on records seen in a state; {name: what refused it, or None} in the order given.

	One that is refused changes nothing and stops no other. All stay locked until the transaction ends.
	"""
	names = list(dict.fromkeys(names))
	reach = Reach(doctype, "read", "write")
	docs = _locked(doctype, names)
	outcomes: dict[str, Exception | None] = {}
	moved = []
	for name in names:
		try:
			if name not in docs:
				raise steps.RecordMovedOn(_("This record is gone."))
			moved.append((docs[name], _moved(docs[name], action, seen_state, reach)))
			outcomes[name] = None
		except _ByItself:
			outcomes[name] = _taken_alone(doctype, name, action, seen_state)
		except in_sets.REFUSALS as refusal:
			frappe.db.rollback(save_point="step_on_one")
			outcomes[name] = refusal
	frappe.clear_messages()
	_finish(doctype, moved)
	return outcomes


def _moved(doc, action: str, seen_state: str, reach: Reach) -> dict:
	"""The step that is open on a record, which now has the step's state and keeps its rules."""
	frappe.db.savepoint("step_on_one")
	state = chain.state_of(doc)
	if state != seen_state:
		raise steps.RecordMovedOn(_("It was handled already and is now at «{0}».").format(_(state)))
	reach.require(doc)
	step = steps.found(doc, action)
	workflow = chain.of(doc.doctype)
	if _needs_more(step) or int(in_sets.target_of(workflow, step).doc_status) != doc.docstatus:
		raise _ByItself
	doc._action = "save"
	doc.set_user_and_timestamp()
	in_sets.put_through(doc, workflow, step, doc.run_before_save_methods)
	return step


def _needs_more(step: dict) -> bool:
	return any(step.get(key) for key in ("signed_row", "on_behalf_of", "needs_reason", "returns_to"))


def _taken_alone(doctype: str, name: str, action: str, seen_state: str) -> Exception | None:
	frappe.db.savepoint("step_on_one")
	try:
		steps.take(doctype, name, action, seen_state)
	except in_sets.REFUSALS as refusal:
		frappe.db.rollback(save_point="step_on_one")
		return refusal
	return None


def _finish(doctype: str, moved: list[tuple]):
	"""Write what was moved, its log and its versions, and run what follows a save."""
	if not moved:
		return
	before = log.last_of(doctype, [doc.name for doc, _step in moved])
	entries = [log.values(doc, step, "", before.get(doc.name)) for doc, step in moved]
	for doc, _step in moved:
		doc.db_update()
	log.write_many(entries)
	for doc, _step in moved:
		doc.run_method("on_update")
		doc.run_method("on_change")
		doc.flags.approval_step = None
	taken = [(doc, frappe._dict(entry)) for (doc, _step), entry in zip(moved, entries, strict=True)]
	if together := getattr(type(moved[0][0]), "after_approval_steps", None):
		together(taken)
	else:
		for doc, entry in taken:
			doc.run_method("after_approval_step", entry)
	in_sets.keep_versions(doc for doc, _step in moved)


def _locked(doctype: str, names: list[str]) -> dict:
	"""The records by name as they are now, locked in one order whoever asks."""
	if frappe.get_meta(doctype).get_table_fields():
		return {
			name: _ready(frappe.get_doc(doctype, name, for_update=True), frappe.get_doc(doctype, name))
			for name in sorted(names)
			if frappe.db.exists(doctype, name)
		}
	table = frappe.qb.DocType(doctype)
	rows = (
		frappe.qb.from_(table)
		.select("*")
		.where(table.name.isin(names or [""]))
		.orderby(table.name)
		.for_update()
		.run(as_dict=True)
	)
	return {
		row.name: _ready(*(frappe.get_doc({**row, "doctype": doctype}) for _each in "12")) for row in rows
	}


def _ready(doc, as_stored):
	doc._doc_before_save = as_stored
	return doc
