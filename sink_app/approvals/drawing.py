"""What a chain's own drawing says of it, without a look at records or people."""

import ast
from collections.abc import Iterator
from dataclasses import asdict, dataclass

import frappe
from frappe import _
from frappe.model import default_fields
from frappe.utils import cint

ERROR, WARNING, HINT = LEVELS = ("error", "warning", "hint")
STATE_FIELDS = ("Link", "Data", "Select", "Read Only")
ENDS = ("Success", "Inverse")
"""Styles of a Workflow State that say of themselves that something is over."""


@dataclass(frozen=True)
class Finding:
	"""One sentence on a chain; an offer is what a button can mend."""

	level: str
	sentence: str
	offer: dict | None = None

	def as_dict(self) -> dict:
		"""As the browser shows it."""
		return asdict(self)


def states_of(doc) -> list[str]:
	"""The states of a chain, in order, each once."""
	return list(dict.fromkeys(row.state for row in doc.states if row.state))


def docstatus_of(doc) -> dict[str, int]:
	"""The document status of each state."""
	return {row.state: cint(row.doc_status) for row in doc.states}


def is_end(doc, state: str) -> bool:
	"""Whether a record has arrived there: no way out, or marked as a rest."""
	return not any(step.state == state for step in doc.transitions) or _is_marked(doc, state)


def _is_marked(doc, state: str) -> bool:
	return any(row.get("rests_here") for row in doc.states if row.state == state)


def steps_lead_somewhere(doc) -> Iterator[Finding]:
	"""Every step leaves from a state of the chain and leads to one."""
	known = set(states_of(doc))
	for step in doc.transitions:
		for state in (step.state, step.next_state):
			if state and state not in known:
				sentence = _("Step {0} «{1}»: «{2}» is not among the states. Please add it above.")
				yield Finding(ERROR, sentence.format(step.idx, _(step.action), _(state)))


def states_agree(doc) -> Iterator[Finding]:
	"""A state that stands in two rows has one document status; the first is a draft."""
	seen: dict[str, int] = {}
	for row in doc.states:
		if seen.setdefault(row.state, cint(row.doc_status)) != cint(row.doc_status):
			sentence = _("«{0}» stands twice with different «Doc Status». Please give both rows the same.")
			yield Finding(ERROR, sentence.format(_(row.state)))
	if cint(doc.states[0].doc_status):
		sentence = _("«{0}» is the first state, so its «Doc Status» must be 0: a new record is a draft.")
		yield Finding(ERROR, sentence.format(_(doc.states[0].state)))


def statuses_go_forward(doc) -> Iterator[Finding]:
	"""Draft to submitted to cancelled, and only on DocTypes that can be submitted."""
	status = docstatus_of(doc)
	for step in doc.transitions:
		way = (status.get(step.state, 0), status.get(step.next_state, 0))
		if way not in ((0, 0), (0, 1), (1, 1), (1, 2)):
			sentence = _("Step {0} «{1}» would take a record from «Doc Status» {2} to {3}, which cannot be.")
			yield Finding(ERROR, sentence.format(step.idx, _(step.action), *way))
	if any(status.values()) and not frappe.get_meta(doc.document_type).is_submittable:
		sentence = _("{0} cannot be submitted, so every state needs «Doc Status» 0.")
		yield Finding(ERROR, sentence.format(_(doc.document_type)))


def state_field_fits(doc) -> Iterator[Finding]:
	"""The field that holds the state can hold it."""
	meta = frappe.get_meta(doc.document_type)
	if meta.issingle or meta.istable:
		yield Finding(ERROR, _("{0} has no records of its own to go a way.").format(_(doc.document_type)))
	field = meta.get_field(doc.workflow_state_field)
	if field is None:
		sentence = _("{0} has no field «{1}»: it is made when the chain is saved.")
		yield Finding(HINT, sentence.format(_(doc.document_type), doc.workflow_state_field))
	elif field.fieldtype not in STATE_FIELDS or (
		field.fieldtype == "Link" and field.options != "Workflow State"
	):
		sentence = _("«{0}» cannot hold a state. Please name a field of the type Link to Workflow State.")
		yield Finding(ERROR, sentence.format(_(field.label)))


def conditions_can_be_read(doc) -> Iterator[Finding]:
	"""A condition is an expression, of fields that there are."""
	meta = frappe.get_meta(doc.document_type)
	for step in doc.transitions:
		if not step.condition:
			continue
		try:
			tree = ast.parse(step.condition.strip(), mode="eval")
		except SyntaxError:
			sentence = _("Step {0} «{1}»: the condition cannot be read: {2}")
			yield Finding(ERROR, sentence.format(step.idx, _(step.action), step.condition))
			continue
		for name in _fields_asked(tree):
			if not meta.has_field(name) and name not in default_fields:
				sentence = _(
					"Step {0} «{1}»: the condition asks for the field «{2}», which {3} does not have."
				)
				yield Finding(WARNING, sentence.format(step.idx, _(step.action), name, _(doc.document_type)))


def _fields_asked(tree: ast.AST) -> list[str]:
	calls = {id(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
	return [
		node.attr
		for node in ast.walk(tree)
		if isinstance(node, ast.Attribute)
		and id(node) not in calls
		and isinstance(node.value, ast.Name)
		and node.value.id == "doc"
	]


def every_state_is_reached(doc) -> Iterator[Finding]:
	"""A record can come to every state from the first."""
	reached, ahead = set(), [doc.states[0].state]
	while ahead:
		state = ahead.pop()
		if state not in reached:
			reached.add(state)
			ahead += [step.next_state for step in doc.transitions if step.state == state]
	otherwise = {row.state for row in doc.states if row.get("reached_otherwise")}
	for state in states_of(doc):
		if state not in reached | otherwise:
			sentence = _("No step leads to «{0}»: no record can ever get there.")
			yield Finding(WARNING, sentence.format(_(state)))


def ends_are_meant(doc) -> Iterator[Finding]:
	"""A state without a way out is marked as an end, or looks like one."""
	status = docstatus_of(doc)
	for position, state in enumerate(states_of(doc)):
		if any(step.state == state for step in doc.transitions) or _is_marked(doc, state):
			continue
		if position == 0:
			yield Finding(
				WARNING, _("No step leaves «{0}», the first state: no record gets on.").format(_(state))
			)
		elif status[state] != 2 and frappe.db.get_value("Workflow State", state, "style") not in ENDS:
			sentence = _("No step leaves «{0}». If that is the end, tick «Nothing Waits Here» in its row.")
			yield Finding(HINT, sentence.format(_(state)))


def nobody_approves_alone(doc) -> Iterator[Finding]:
	"""The last step is not taken by who filed the record, unless its condition says of whom it is asked."""
	for step in doc.transitions:
		if "frappe.session.user" in (step.condition or ""):
			continue
		if step.allow_self_approval and is_end(doc, step.next_state):
			sentence = _(
				"Step {0} «{1}» leads to the end «{2}», and who filed the record may take it. "
				"Untick «Allow Self Approval» if somebody else is to."
			)
			yield Finding(WARNING, sentence.format(step.idx, _(step.action), _(step.next_state)))


def steps_are_unambiguous(doc) -> Iterator[Finding]:
	"""One action of one role leads to one place, unless conditions tell which."""
	seen: dict[tuple, str] = {}
	for step in doc.transitions:
		key = (step.state, step.action, step.allowed)
		if not step.condition and seen.setdefault(key, step.next_state) != step.next_state:
			sentence = _(
				"Step {0} «{1}» is drawn twice for {2} with different ends: only the first is taken."
			)
			yield Finding(WARNING, sentence.format(step.idx, _(step.action), _(step.allowed)))


def mails_do_not_approve(doc) -> Iterator[Finding]:
	"""The framework's mails carry links that act without a login."""
	if doc.send_email_alert:
		sentence = _(
			"«Send Email Alert» sends links by which whoever holds the mail approves. Please untick it."
		)
		yield Finding(WARNING, sentence)


RULES = (
	steps_lead_somewhere,
	states_agree,
	statuses_go_forward,
	state_field_fits,
	conditions_can_be_read,
	every_state_is_reached,
	ends_are_meant,
	nobody_approves_alone,
	steps_are_unambiguous,
	mails_do_not_approve,
)
