"""What a rule of a chain may name, for its form: few may read a Workflow itself."""

import frappe
from frappe import _

from sink_app.access import holders

RULES = ("Sink Time Limit", "Sink Approver Rule", "Sink Signature Rule")


@frappe.whitelist()
def chains() -> list[dict]:
	"""Every active chain: its name, and what it is about; what chains there are is no secret."""
	# acts for itself: names only
	rows = frappe.get_all(
		"Workflow", filters={"is_active": 1}, fields=["name", "document_type"], order_by="name asc"
	)
	return [{"value": row.name, "label": _(row.document_type)} for row in rows]


@frappe.whitelist()
def of_chain(workflow: str) -> dict[str, list[dict]]:
	"""The choices of each field of a rule on a chain, by field; for who may see rules."""
	if not any(frappe.has_permission(doctype, "read") for doctype in RULES):
		frappe.throw(_("The rules of chains are set by the platform's managers."), frappe.PermissionError)
	chain = frappe.get_cached_doc("Workflow", workflow)
	meta = frappe.get_meta(chain.document_type)
	levels = holders.levels(chain.document_type)
	roles = {row.allowed for row in chain.transitions} | {row.role for row in meta.permissions}
	fields = holders.naming_fields(chain.document_type)
	return {
		"state": _titled(row.state for row in chain.states),
		"action": _titled(row.action for row in chain.transitions),
		"role": _titled(sorted(roles)),
		"escalate_role": _titled(sorted(roles)),
		"user_field": [{"value": field, "label": _(meta.get_label(field))} for field in fields],
		"tree": _titled(levels),
		"level": _titled(level for tree in levels.values() for level in tree),
	}


def _titled(values) -> list[dict]:
	return [{"value": value, "label": _(value)} for value in dict.fromkeys(values)]
