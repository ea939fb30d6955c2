"""Fields that a step asks for when it is taken (Workflow Transition: asks_for): nobody edits first."""

import frappe
from frappe import _

from sink_app.approvals import chain


class NotAskedFor(frappe.ValidationError):
	"""A value came with a step that does not ask for it."""


def fields_of(doctype: str, step: dict) -> list[str]:
	"""The fieldnames a step asks for, those the DocType has; the first must be filled, the others may be."""
	meta = frappe.get_meta(doctype)
	named = (step.get("asks_for") or "").replace(",", " ").split()
	return [field for field in named if meta.has_field(field)]


def fill(doctype: str, name: str, action: str, seen_state: str, values: dict):
	"""Save what a step asked for, in the user's own name, before the step is taken.

	A record that has left the state is left alone: taking the step says who moved it.
	"""
	doc = frappe.get_doc(doctype, name, for_update=True)
	if chain.state_of(doc) != seen_state:
		return
	doc.check_permission("write")
	steps = [row for row in chain.of(doctype).transitions if row.state == seen_state and row.action == action]
	asked = {field for step in steps for field in fields_of(doctype, step)}
	for field in values:
		if field not in asked:
			frappe.throw(
				_("«{0}» does not ask for «{1}».").format(_(action), _(doc.meta.get_label(field))),
				NotAskedFor,
			)
	changed = {field: value for field, value in values.items() if value and doc.get(field) != value}
	if changed:
		doc.update(changed)
		doc.save()
