"""Signatures in any order (会签, Sink Signature Rule): a step is done when enough of them are in."""

import frappe
from frappe import _

from sink_app.approvals import chain, log, persons, rules

ALL, ANY, NUMBER = "All of Them", "Any One", "A Number"


class SignedAlready(frappe.ValidationError):
	"""Nobody signs twice, and nobody gives a signature that was given."""


def replaced(doc, user: str, steps: list[dict], set_rules: list[dict]) -> list[dict]:
	"""The steps of a user, where those that take signatures are open to who has yet to sign only."""
	signing = [rule for rule in set_rules if rule.kind == rules.SIGNATURES]
	if not signing:
		return steps
	ruled = {rule.action for rule in signing}
	kept = [step for step in steps if step["action"] not in ruled]
	return kept + [step for rule in signing if (step := _to_sign(doc, user, rule))]


def signers(doc, set_rules: list[dict]) -> list[str]:
	"""Everybody whom the signature rules of a record's state mean."""
	signing = [rule for rule in set_rules if rule.kind == rules.SIGNATURES]
	found = [user for rule in signing for row in rule.signers for user in persons.found(doc, row)]
	return list(dict.fromkeys(found))


def has_signed(doc, action: str, user: str) -> bool:
	"""Whether a user's signature on a step is in, given by them or in their name."""
	return user in _hands(_open_entries(log.entries(doc.doctype, doc.name), action))


def complete(doc, step: dict) -> bool:
	"""Whether the signature just written was the last one wanted.

	Read from the log as it is now, not as it was when this request began: two who sign at once both count,
	and who was overtaken on the same signature is told.
	"""
	entries = _open_entries(log.entries_locked(doc.doctype, doc.name), step["action"])
	rows = [entry["signed_row"] for entry in entries]
	earlier = _hands(entries[:-1])
	own = {frappe.session.user, step.get("on_behalf_of")} - {None}
	if earlier & own or len(set(rows)) < len(rows):
		frappe.throw(_("This signature is in already. Nothing was changed."), SignedAlready)
	return len(rows) >= step["signatures"]["needed"]


def _to_sign(doc, user: str, rule) -> dict | None:
	given = _open_entries(log.entries(doc.doctype, doc.name), rule.action)
	if user in _hands(given):
		return None
	signed = {entry["signed_row"] for entry in given}
	row = next(
		(row for row in rule.signers if row.name not in signed and user in persons.found(doc, row)), None
	)
	drawn = chain.first_drawn(doc, rule.action, user) if row else None
	if not drawn:
		return None
	progress = {"given": len(given), "needed": _needed(rule)}
	return {**drawn, "signed_row": row.name, "signatures": progress}


def _needed(rule) -> int:
	return {ALL: len(rule.signers), ANY: 1}.get(rule.mode) or rule.needed


def _open_entries(entries: list[dict], action: str) -> list[dict]:
	"""The signatures on a step since the record came into its state: a way back clears them."""
	found: list[dict] = []
	for entry in reversed(entries):
		if entry["from_state"] != entry["to_state"]:
			break
		if entry["signed_row"] and entry["action"] == action:
			found.insert(0, entry)
	return found


def _hands(entries: list[dict]) -> set[str]:
	return {who for entry in entries for who in (entry["user"], entry["on_behalf_of"]) if who}
