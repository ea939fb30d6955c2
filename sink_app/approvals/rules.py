"""The rules that offices set for a chain, read at once and kept until one of them changes."""

import frappe

APPROVERS, SIGNATURES, LIMITS = "Sink Approver Rule", "Sink Signature Rule", "Sink Time Limit"
CACHE_KEY = "approval_rules"


def of(workflow: str, state: str) -> list[dict]:
	"""The rules on the steps drawn from a state, each with its `kind`; one look into the cache."""
	return [rule for rule in _of_state(workflow, state) if rule.kind != LIMITS]


def limit_of(workflow: str, state: str) -> dict | None:
	"""The time limit of a state, if one is set."""
	return next((rule for rule in _of_state(workflow, state) if rule.kind == LIMITS), None)


def forget():
	"""Drop what is cached: a rule was changed, and again when it is sure whether it stays."""
	_forget_cached()
	# another request may have filled the cache from before this transaction
	frappe.db.after_commit.add(_forget_cached)
	frappe.db.after_rollback.add(_forget_cached)


def _forget_cached():
	frappe.cache.delete_value(CACHE_KEY)


def _of_state(workflow: str, state: str) -> list[dict]:
	kept = frappe.cache.hget(CACHE_KEY, workflow, lambda: _load(workflow))
	return [frappe._dict(rule) for rule in kept if rule["state"] == state]


def _load(workflow: str) -> list[dict]:
	found = []
	for kind in (APPROVERS, SIGNATURES, LIMITS):
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
