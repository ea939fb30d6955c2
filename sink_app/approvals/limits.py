"""How long a record may lie in a state (Sink Time Limit), and who hears of it when it lies longer."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import frappe
from frappe import _
from frappe.query_builder.functions import Max
from frappe.utils import escape_html, formatdate, get_link_to_form, getdate, nowdate

from sink_app.access import holders
from sink_app.approvals import calendars, chain, deputies, log, reminders, rules, waiting

SOON, OVERDUE, ESCALATED = "Due Soon", "Overdue", "Escalated"


@dataclass(frozen=True)
class Line:
	"""What one person is told of one record."""

	kind: str
	doctype: str
	name: str
	state: str
	due: date


def send_digests():
	"""One summary a person of what is due or overdue (hook: scheduler_events, daily). May be run again.

	Each person's is committed by itself: what a broken run has sent is not sent again, the rest is.
	"""
	for user, lines in due_lines().items():
		if _send(user, lines):
			# a job's own transaction: a person who was told stays told
			frappe.db.commit()


def due_lines() -> dict[str, list[Line]]:
	"""What every person has to hear today, the longest overdue first."""
	found: dict[str, list[Line]] = defaultdict(list)
	# acts for itself: a job reads every limit, whoever set it
	for limit in frappe.get_all(rules.LIMITS, filters={"enabled": 1}, fields=["*"], order_by="creation asc"):
		for doc, line in _late(limit):
			people = waiting.people(doc)
			for user in dict.fromkeys([*people, *deputies.standing_in(people, doc.doctype)]):
				found[user].append(line)
			if line.kind == OVERDUE and limit.escalate:
				above = Line(ESCALATED, line.doctype, line.name, line.state, line.due)
				for user in holders.one_level_up(doc, people, limit.escalate_role):
					found[user].append(above)
	return {user: sorted(lines, key=lambda line: line.due) for user, lines in found.items()}


def due_on(doc) -> date | None:
	"""The day until which the step on a record is to be taken; None where no limit is set."""
	limit = rules.limit_of(chain.of(doc.doctype).name, chain.state_of(doc))
	if not limit:
		return None
	arrived = [
		entry for entry in log.entries(doc.doctype, doc.name) if entry["from_state"] != entry["to_state"]
	]
	since = arrived[-1]["taken_at"] if arrived else doc.creation
	return calendars.add_working_days(getdate(since), limit.working_days, limit.holiday_list)


def _late(limit) -> Iterator[tuple]:
	workflow = frappe.get_cached_doc("Workflow", limit.workflow)
	if not workflow.is_active:
		return
	today = getdate(nowdate())
	for name, since in _arrivals(workflow, limit.state):
		due = calendars.add_working_days(getdate(since), limit.working_days, limit.holiday_list)
		if today < calendars.add_working_days(due, -limit.remind_before, limit.holiday_list):
			continue
		doc = frappe.get_doc(workflow.document_type, name)
		kind = OVERDUE if today > due else SOON
		yield doc, Line(kind, doc.doctype, name, limit.state, due)


def _arrivals(workflow, state: str) -> list[tuple]:
	"""Every record in a state, and since when: its last step into it, or its making."""
	record, step = frappe.qb.DocType(workflow.document_type), frappe.qb.DocType(log.LOG)
	rows = (
		frappe.qb.from_(record)
		.left_join(step)
		.on(
			(step.reference_doctype == workflow.document_type)
			& (step.reference_name == record.name)
			& (step.to_state == state)
			& (step.from_state != state)
		)
		.select(record.name, record.creation, Max(step.taken_at))
		.where(record[workflow.workflow_state_field] == state)
		.groupby(record.name, record.creation)
		.run()
	)
	return [(name, taken or made) for name, made, taken in rows]


def _send(user: str, lines: list[Line]) -> bool:
	"""Tell a person once a day; of what lies with those below them, once a record and due day."""
	if not reminders.once("Digest", user, nowdate()):
		return False
	lines = [
		line
		for line in lines
		if line.kind != ESCALATED or reminders.once(ESCALATED, user, line.due, line.doctype, line.name)
	]
	if lines:
		reminders.tell(user, _subject(lines), text=_text(lines))
	return True


def _subject(lines: list[Line]) -> str:
	counts = {kind: sum(line.kind == kind for line in lines) for kind in (OVERDUE, SOON, ESCALATED)}
	parts = {
		OVERDUE: _("{0} overdue"),
		SOON: _("{0} due soon"),
		ESCALATED: _("{0} overdue with those below you"),
	}
	said = [parts[kind].format(count) for kind, count in counts.items() if count]
	return _("Waiting for you: {0}").format(_(", ").join(said))


def _text(lines: list[Line]) -> str:
	rows = []
	for line in lines:
		title = f"{_(line.doctype)} · {_(line.state)}"
		due = _("due on {0}").format(formatdate(line.due))
		link = get_link_to_form(line.doctype, line.name, escape_html(title))
		rows.append(f"<li>{link} · {_(line.kind)} · {due}</li>")
	return f"<ul>{''.join(rows)}</ul>"
