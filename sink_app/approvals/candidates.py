"""Which records may wait for a user: by the state they are in, and by where the user stands.

Workflow Action is not asked: it knows roles but no places, and forgets records that come back.
"""

from dataclasses import dataclass
from datetime import datetime

import frappe
from frappe.model.db_query import DatabaseQuery
from frappe.query_builder.functions import Coalesce, Count, Max
from pypika.terms import Criterion, PseudoColumn

from sink_app.access import standing
from sink_app.approvals import chain, deputies, persons, rules
from sink_app.approvals.log import LOG

Cursor = tuple[datetime, str, str]
"""Since when a record waits, its DocType and its name: where a page ended."""


@dataclass(frozen=True)
class Kind:
	"""The records of one DocType in one state, as far as they may wait for one user."""

	doctype: str
	state: str
	criterion: Criterion
	is_asked: bool
	"""What SQL finds is too much: each record has to be asked whether a step is open."""


@dataclass(frozen=True)
class Candidate:
	doctype: str
	name: str
	state: str
	since: datetime

	@property
	def cursor(self) -> Cursor:
		return (self.since, self.doctype, self.name)


def kinds(user: str, doctype: str | None = None, state: str | None = None) -> list[Kind]:
	"""What may wait for a user, over all DocTypes with an active chain, or of one of them or one state."""
	# acts for itself: which chains there are is no secret, their records are asked for by the user's rights
	names = frappe.get_all(
		"Workflow",
		filters={"is_active": 1, **({"document_type": doctype} if doctype else {})},
		pluck="name",
		order_by="document_type asc",
	)
	found = []
	for workflow in [frappe.get_cached_doc("Workflow", name) for name in names]:
		if frappe.has_permission(workflow.document_type, "read", user=user):
			for name in states_with_steps(workflow):
				if (not state or name == state) and (kind := _kind(workflow, name, user)):
					found.append(kind)
	return found


def counted(user: str, of_kinds: list[Kind], most: int = 0) -> dict[str, int]:
	"""How many records of each state of one DocType SQL finds; with `most`, no state is counted beyond it."""
	if not of_kinds:
		return {}
	if not most:
		table, query = _query(user, of_kinds)
		state = _state(table)
		return dict(query.select(state, Count("*")).groupby(state).run())
	found = {}
	for kind in of_kinds:
		table, query = _query(user, [kind])
		names = query.select(table.name).limit(most).as_("names")
		found[kind.state] = frappe.qb.from_(names).select(Count("*")).run()[0][0]
	return found


def found(
	user: str, of_kinds: list[Kind], after: Cursor | None = None, text: str = "", limit: int = 50
) -> list[Candidate]:
	"""The records of some kinds that come next behind a cursor, those that wait longest first."""
	next_ones: list[Candidate] = []
	for doctype in dict.fromkeys(kind.doctype for kind in of_kinds):
		same = [kind for kind in of_kinds if kind.doctype == doctype]
		next_ones += _of_doctype(user, same, after, text, limit)
	return sorted(next_ones, key=lambda candidate: candidate.cursor)[:limit]


def is_filers(workflow, state: str) -> bool:
	"""Whether a state lies with who filed the record: the first, or one reached only by sending back."""
	if state == workflow.states[0].state:
		return True
	ways = [step for step in workflow.transitions if step.next_state == state]
	return bool(ways) and all(step.get("needs_reason") or step.get("returns_to") for step in ways)


def rests(workflow, state: str) -> bool:
	"""Whether the chain's drawer said that nothing waits in a state, though steps may go on from it."""
	return any(row.get("rests_here") for row in workflow.states if row.state == state)


def states_with_steps(workflow) -> list[str]:
	"""The states of a chain from which steps go on, without those where nothing waits."""
	states = dict.fromkeys(step.state for step in workflow.transitions)
	return [state for state in states if not rests(workflow, state)]


def _kind(workflow, state: str, user: str) -> Kind | None:
	table = frappe.qb.DocType(workflow.document_type)
	steps = [step for step in workflow.transitions if step.state == state]
	if is_filers(workflow, state):
		places = _filed(table, steps, user)
	else:
		places = _by_role(table, steps, user)
		for absent in deputies.represented(user, workflow.document_type):
			places += [place & _own(table, user).negate() for place in _by_role(table, steps, absent)]
	set_rules = rules.of(workflow.name, state)
	for who in (user, *deputies.represented(user, workflow.document_type)):
		places += _to_sign(table, set_rules, who)
	if not places:
		return None
	here = table[workflow.workflow_state_field] == state
	return Kind(
		workflow.document_type, state, here & Criterion.any(places), bool(set_rules) or _is_asked(steps, user)
	)


def _is_asked(steps: list, user: str) -> bool:
	"""Whether a role of the user's has nothing but steps with a condition, which only Python can read."""
	roles = {step.allowed for step in steps}.intersection(frappe.get_roles(user))
	return any(all(step.condition for step in steps if step.allowed == role) for role in roles)


def _filed(table, steps: list, user: str) -> list[Criterion]:
	"""Where the user filed the record and may send it on."""
	place = _place(table, {step.allowed for step in steps}, user)
	return [] if place is None else [place & _own(table, user)]


def _by_role(table, steps: list, user: str) -> list[Criterion]:
	"""Where the user approves: by steps that may be taken on one's own record, and by those that may not."""
	open_to_own = {step.allowed for step in steps if step.allow_self_approval}
	places = [_place(table, open_to_own, user)]
	others = _place(table, {step.allowed for step in steps} - open_to_own, user)
	if others is not None:
		places.append(others if user == "Administrator" else others & _own(table, user).negate())
	return [place for place in places if place is not None]


def _to_sign(table, set_rules: list[dict], user: str) -> list[Criterion]:
	"""Where signature rules may mean the user; whom they do mean is asked of each record."""
	places = []
	for row in (row for rule in set_rules if rule.kind == rules.SIGNATURES for row in rule.signers):
		if row.who != persons.BY_FIELD:
			places.append(_place(table, {row.role}, user))
		elif value := standing.named_in(_doctype(table), row.user_field, user):
			places.append(table[row.user_field] == value)
	return [place for place in places if place is not None]


def _place(table, roles: set[str], user: str) -> Criterion | None:
	"""Where the user stands with one of the roles; None where nowhere."""
	where = standing.of(_doctype(table), user, roles)
	if where is None:
		# no stand is needed: every record there is
		return table.name.isnotnull()
	if not where:
		return None
	return Criterion.any(table[column].isin(values) for column, values in where.items())


def _own(table, user: str) -> Criterion:
	speaking = standing.speaking_of(_doctype(table), user)
	# a record that speaks of nobody speaks not of the user: null would make the whole answer null
	about = [Coalesce(table[column], "").isin(values) for column, values in speaking.items()]
	return Criterion.any([table.owner == user, *about])


def _query(user: str, of_kinds: list[Kind], text: str = ""):
	"""(table, query) over the records of kinds of one DocType that the user may list."""
	doctype = of_kinds[0].doctype
	table = frappe.qb.DocType(doctype)
	query = frappe.qb.from_(table).where(Criterion.any(kind.criterion for kind in of_kinds))
	if listed := DatabaseQuery(doctype, user=user).build_match_conditions():
		# values are handed over beside the query, so that its percent signs are doubled
		query = query.where(PseudoColumn(f"({listed.replace('%%', '%').replace('%', '%%')})"))
	if text:
		title = frappe.get_meta(doctype).get_title_field()
		query = query.where(table[title].like(f"%{text}%"))
	return table, query


def _of_doctype(
	user: str, of_kinds: list[Kind], after: Cursor | None, text: str, limit: int
) -> list[Candidate]:
	doctype = of_kinds[0].doctype
	table, query = _query(user, of_kinds, text)
	log = frappe.qb.DocType(LOG)
	# one of each after grouping; a plain column may not stand in HAVING
	since = Coalesce(Max(log.taken_at), Max(table.creation))
	query = (
		query.left_join(log)
		.on(
			(log.reference_doctype == doctype)
			& (log.reference_name == table.name)
			# a signature leaves the record where it is
			& (log.from_state != log.to_state)
		)
		.select(table.name, _state(table), since.as_("since"))
		.groupby(table.name)
		.orderby(since)
		.orderby(table.name)
		.limit(limit)
	)
	if after:
		query = query.having(_behind(table, since, doctype, after))
	return [Candidate(doctype, name, state, moment) for name, state, moment in query.run()]


def _behind(table, since, doctype: str, after: Cursor) -> Criterion:
	moment, last_doctype, last_name = after
	if doctype < last_doctype:
		return since > moment
	if doctype > last_doctype:
		return since >= moment
	return (since > moment) | ((since == moment) & (table.name > last_name))


def _state(table):
	return table[chain.of(_doctype(table)).workflow_state_field]


def _doctype(table) -> str:
	return table.get_table_name().removeprefix("tab")
