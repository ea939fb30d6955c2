"""The rules that offices set for a chain, read at once and kept until one of them changes."""

import frappe

APPROVERS, SIGNATURES = "Sink Approver Rule", "Sink Signature Rule"
CACHE_KEY = "approval_rules"


def of(workflow: str, state: str) -> list[dict]:
	"""The rules on the steps drawn from a state, each with its `kind`; one look into the cache."""
	kept = frappe.cache.hget(CACHE_KEY, workflow, lambda: _load(workflow))
	return [frappe._dict(rule) for rule in kept if rule["state"] == state]


def forget():
	"""Drop what is cached: a rule was changed."""
	frappe.cache.delete_value(CACHE_KEY)


def _load(workflow: str) -> list[dict]:
	found = []
	for kind in (APPROVERS, SIGNATURES):
		# acts for itself: the engine reads the rules it holds people to
		for rule in frappe.get_all(
			kind, filters={"workflow": workflow, "enabled": 1}, fields=["*"], order_by="creation asc"
		):
			found.append({**rule, "kind": kind})
	signed = [rule["name"] for rule in found if rule["kind"] == SIGNATURES]
	# acts for itself: the same
	signers = frappe.get_all(
		"Sink Signature Signer", filters={"parent": ("in", signed or [""])}, fields=["*"], order_by="idx asc"
	)
	for rule in found:
		rule["signers"] = [row for row in signers if row.parent == rule["name"]]
	return found
