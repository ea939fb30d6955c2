"""Whom a record waits for."""

from sink_app.access import holders
from sink_app.approvals import chain, returns, rules, signatures, steps


def people(doc) -> list[str]:
	"""The users who may take the next step on a record themselves; deputies are left out."""
	roles = dict.fromkeys(row.allowed for row in chain.drawn(doc))
	candidates = dict.fromkeys(user for role in roles for user in holders.of_role(doc, role))
	set_rules = rules.of(chain.of(doc.doctype).name, chain.state_of(doc))
	candidates |= dict.fromkeys(signatures.signers(doc, set_rules))
	return [user for user in candidates if _may_act(doc, user)]


def _may_act(doc, user: str) -> bool:
	return any(
		step["action"] != returns.WITHDRAW and not step.get("on_behalf_of")
		for step in steps.open_steps(doc, user)
	)
