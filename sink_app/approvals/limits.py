"""How long a record may lie in a state (Sink Time Limit), and who hears of it when it lies longer."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

import frappe
from frappe import _
from frappe.query_builder.functions import Max
from frappe.utils import getdate, nowdate

from sink_app.access import holders
from sink_app.approvals import calendars, chain, deputies, log, rules, waiting
from sink_app.approvals.digests import DUE_SOON, ESCALATED, OVERDUE, Line


def due_lines() -> dict[str, list[Line]]:
	"""What every person has to hear today of records that lie too long (hook: digest_sources)."""
	found: dict[str, list[Line]] = defaultdict(list)
	# acts for itself: a job reads every limit, whoever set it
	for limit in frappe.get_all(rules.LIMITS, filters={"enabled": 1}, fields=["*"], order_by="creation asc"):
		for doc, line in _late(limit):
			people = waiting.people(doc)
			for user in dict.fromkeys([*people, *deputies.standing_in(people, doc.doctype)]):
				found[user].append(line)
			if line.kind == OVERDUE and limit.escalate:
				above = Line(ESCALATED, line.doctype, line.name, line.title, line.due)
				for user in holders.one_level_up(doc, people, limit.escalate_role):
					found[user].append(above)
	return found


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
		kind = OVERDUE if today > due else DUE_SOON
		title = f"{_(doc.doctype)} · {_(limit.state)}"
		yield doc, Line(kind, doc.doctype, name, title, due)


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
