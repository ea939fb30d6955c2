"""Fields that a step asks for when it is taken (Workflow Transition: asks_for): nobody edits first."""

import frappe
from frappe import _

from sink_app.approvals import chain, moving, steps


class NotAskedFor(frappe.ValidationError):
	"""A value came with a step that does not ask for it."""


def fields_of(doctype: str, step: dict) -> list[str]:
	"""The fieldnames a step asks for, those the DocType has; the first must be filled, the others may be."""
	meta = frappe.get_meta(doctype)
	named = (step.get("asks_for") or "").replace(",", " ").split()
	return [field for field in named if meta.has_field(field)]


def of_step(doc, step: dict) -> dict:
	"""What a step asks of whoever takes it on this record: {asks, note}.

	A controller may ask less than is drawn, and say why it asks: step_asks(action, fields) -> (fields, note).
	"""
	fields, note = fields_of(doc.doctype, step), ""
	if hasattr(type(doc), "step_asks"):
		fields, note = doc.step_asks(step["action"], fields)
	return {"asks": fields, "note": note}


def fill(doctype: str, name: str, action: str, seen_state: str, values: dict):
	"""Save what a step asked for, in the user's own name, before the step is taken.

	A record that has left the state is left alone: taking the step says who moved it.
	"""
	doc = frappe.get_doc(doctype, name, for_update=True)
	if chain.state_of(doc) != seen_state:
		return
	absent = _absent(doc, action)
	if not absent:
		doc.check_permission("write")
	drawn = [row for row in chain.of(doctype).transitions if row.state == seen_state and row.action == action]
	asked = {field for step in drawn for field in fields_of(doctype, step)}
	for field in values:
		if field not in asked:
			frappe.throw(
				_("«{0}» does not ask for «{1}».").format(_(action), _(doc.meta.get_label(field))),
				NotAskedFor,
			)
	changed = {field: value for field, value in values.items() if value and doc.get(field) != value}
	if changed:
		doc.update(changed)
		_save(doc, absent, changed)


def _absent(doc, action: str) -> str | None:
	"""In whose name the values are written: a deputy's own right is asked first, as for every save."""
	if doc.has_permission("write"):
		return None
	open_now = (step for step in steps.open_steps(doc) if step["action"] == action)
	return next((step.get("on_behalf_of") for step in open_now), None)


def _save(doc, absent: str | None, changed: dict):
	if not absent:
		doc.save()
		return
	levels = doc.meta.get_permlevel_access("write", user=absent)
	for field in changed:
		if doc.meta.get_field(field).permlevel not in levels:
			raise frappe.PermissionError
	moving.lend_right(doc, absent, doc.docstatus)
	try:
		doc.save()
	finally:
		doc.flags.ignore_permissions = False
