"""The Desk's own workflow calls, answered by this engine (hooks: override_whitelisted_methods)."""

import frappe
from frappe import _

from sink_app.approvals import asking, chain, steps


@frappe.whitelist(methods=["POST"])
def apply_workflow(doc: str | dict, action: str, reason: str | None = None) -> dict:
	"""Take a step from the form. The state in the client's copy is the one its user saw."""
	seen = frappe._dict(frappe.parse_json(doc))
	state_field = chain.of(seen.doctype).workflow_state_field
	return steps.take(
		seen.doctype,
		seen.name,
		action,
		seen_state=seen.get(state_field),
		reason=reason or seen.get("__step_reason"),
		to_state=seen.get("__step_target"),
	)


@frappe.whitelist()
def get_transitions(doc: str | dict) -> list[dict]:
	"""The steps that whoever asks may take on a record now."""
	asked = frappe._dict(frappe.parse_json(doc))
	record = frappe.get_doc(asked.doctype, asked.name)
	record.check_permission("read")
	return [_shown(record, step) for step in steps.open_steps(record)]


@frappe.whitelist(methods=["POST"])
def take_step(
	doctype: str,
	name: str,
	action: str,
	seen_state: str | None = None,
	reason: str | None = None,
	to_state: str | None = None,
) -> dict:
	"""Take a step on a record; returns its name and new state."""
	doc = steps.take(doctype, name, action, seen_state=seen_state, reason=reason, to_state=to_state)
	return {"name": doc.name, "state": chain.state_of(doc)}


@frappe.whitelist(methods=["POST"])
def fill(doctype: str, name: str, action: str, seen_state: str, values: str | dict) -> None:
	"""Save what a step asks for before the form takes it; a deputy writes by the absent person's right."""
	asking.fill(doctype, name, action, seen_state, frappe.parse_json(values))


@frappe.whitelist()
def history(doctype: str, name: str) -> list[dict]:
	"""Every step taken on a record."""
	return steps.history(doctype, name)


@frappe.whitelist()
def get_common_transition_actions(docs: str | list, doctype: str) -> list[str]:
	"""The actions that can be taken on every one of the records picked in a list."""
	names = [frappe._dict(row).name for row in frappe.parse_json(docs)]
	common: list[str] | None = None
	for name in names:
		record = frappe.get_doc(doctype, name)
		record.check_permission("read")
		actions = [step["action"] for step in steps.open_steps(record)]
		common = actions if common is None else [action for action in common if action in actions]
		if not common:
			return []
	return common or []


@frappe.whitelist(methods=["POST"])
def bulk_workflow_approval(docnames: str | list, doctype: str, action: str) -> dict[str, str]:
	"""Take the same step on many records; a record that refuses stops none of the others.

	Returns {record: the sentence it was refused with} for those that did not go through.
	"""
	names = frappe.parse_json(docnames)
	refused = {}
	for position, name in enumerate(names, start=1):
		frappe.publish_progress(position * 100 / len(names), title=_(action), description=name)
		frappe.db.savepoint("bulk_step")
		try:
			steps.take(doctype, name, action)
		except (frappe.ValidationError, frappe.PermissionError) as refusal:
			frappe.db.rollback(save_point="bulk_step")
			refused[name] = str(refusal) or _("Not allowed")
			frappe.clear_last_message()
	_tell(doctype, names, refused)
	return refused


def _shown(record, step: dict) -> dict:
	"""A step as the form takes it: the browser itself asks for the role drawn and who filed the record."""
	asked = asking.of_step(record, step)
	step = {**step, "asks_for": ", ".join(asked["asks"]), "note": asked["note"]}
	if step["allowed"] in frappe.get_roles():
		return step
	return {**step, "allowed": "All", "allow_self_approval": 1}


def _tell(doctype: str, names: list[str], refused: dict[str, str]):
	lines = [_("{0} of {1} records handled.").format(len(names) - len(refused), len(names))]
	for name, sentence in refused.items():
		link = frappe.utils.get_link_to_form(doctype, name)
		lines.append(f"{link}: {frappe.utils.escape_html(sentence)}")
	frappe.msgprint(lines, title=_("Result"), as_list=True, indicator="orange" if refused else "green")
