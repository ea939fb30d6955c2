"""The approver found from the record: this record's secretary, not all of them (Sink Approver Rule)."""

from frappe import _

from sink_app.access import query
from sink_app.approvals import applicants, chain, persons, rules


def narrowed(doc, user: str, steps: list[dict], set_rules: list[dict]) -> list[dict]:
	"""The steps that stay a user's once the rules of their state were asked.

	Where a rule finds nobody who could act, whoever holds the drawn role may, and the step's remark says so.
	"""
	approving = [rule for rule in set_rules if rule.kind == rules.APPROVERS]
	if not approving:
		return steps
	kept = []
	for step in steps:
		asked = [rule for rule in approving if not rule.action or rule.action == step["action"]]
		named = [who for rule in asked for who in persons.found(doc, rule) if _could_act(doc, step, who)]
		if not asked or user in named:
			kept.append(step)
		elif not named:
			remark = _("No approver was found from the record, so whoever holds the role may act.")
			kept.append({**step, "remark": remark})
	return kept


def _could_act(doc, step: dict, user: str) -> bool:
	if applicants.is_own(doc, user) and not step.get("allow_self_approval"):
		return False
	drawn = {row.allowed for row in chain.drawn(doc) if row.action == step["action"]}
	return bool(drawn & query.roles_at(doc, user))
