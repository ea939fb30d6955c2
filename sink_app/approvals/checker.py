"""What is wrong with a drawn chain, in plain words: asked when a Workflow is saved, and by its button."""

from collections.abc import Iterator

import frappe
from frappe import _

from sink_app.approvals import drawing, surroundings
from sink_app.approvals.drawing import ERROR, Finding


class ChainBroken(frappe.ValidationError):
	"""A chain on which records could not go their way."""


def refuse(doc, method: str | None = None):
	"""Refuse an active chain that would not hold (Workflow, before_validate); nothing is saved."""
	if _is_being_set_up():
		return
	doc.flags.findings_before = list(surroundings.before_saving(doc))
	errors = [finding.sentence for finding in _findings(doc) if finding.level == ERROR]
	if doc.is_active and errors:
		frappe.throw(errors, ChainBroken, title=_("This chain would not hold"), as_list=True)


def tell(doc, method: str | None = None):
	"""Show what else there is to say of a chain that was saved (Workflow, on_update)."""
	if _is_being_set_up():
		return
	found = [*(doc.flags.findings_before or []), *_findings(doc)]
	if found:
		frappe.msgprint(
			[finding.sentence for finding in found],
			title=_("Saved. Please look at this"),
			as_list=True,
			indicator="orange",
			primary_action={
				"label": _("Check Chain"),
				"client_action": "sink.approvals.show_findings",
				"args": {"workflow": doc.name},
			},
		)


@frappe.whitelist()
def findings(workflow: str) -> list[dict]:
	"""Everything there is to say of a chain as it is saved, the worst first."""
	doc = frappe.get_doc("Workflow", workflow)
	doc.check_permission("read")
	return [finding.as_dict() for finding in _findings(doc)]


@frappe.whitelist()
def get_workflow_state_count(
	doctype: str, workflow_state_field: str, states: str | list
) -> list[dict[str, str | int]]:
	"""The Workflow form's own question how many records are in other states than the chain's (an override).

	For who draws chains, whether or not they read the records; nobody else is told a number.
	"""
	if not frappe.has_permission("Workflow", "write"):
		# asked by the form alone, which nobody else can open
		raise frappe.PermissionError
	if not frappe.get_meta(doctype).has_field(workflow_state_field):
		return []
	known = frappe.parse_json(states)
	counts = surroundings.records_by_state(doctype, workflow_state_field)
	return [
		{workflow_state_field: state, "count": count}
		for state, count in counts.items()
		if state and state not in known
	]


def _findings(doc) -> list[Finding]:
	if not doc.document_type or not doc.states:
		return []
	return sorted(_all(doc), key=lambda finding: drawing.LEVELS.index(finding.level))


def _all(doc) -> Iterator[Finding]:
	for rule in (*drawing.RULES, *surroundings.RULES):
		yield from rule(doc)


def _is_being_set_up() -> bool:
	return bool(frappe.flags.in_install or frappe.flags.in_migrate or frappe.flags.in_patch)
