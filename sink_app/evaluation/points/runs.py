"""When points are counted: after a step on a record, all through when a rule begins, and every night.

A run goes through all records of a rule in sets that are committed one by one; a killed one goes on where it
was (every five minutes), and a second one waits for the rule's row and finds the set done.
"""

from collections import defaultdict

import frappe
from frappe import _
from frappe.query_builder.functions import Count, Sum

from sink_app.evaluation import ENTRY, RULE, RUN
from sink_app.evaluation.doctype.sink_evaluation_settings.sink_evaluation_settings import keeps_points
from sink_app.evaluation.points import counting

SET = 2_000
"""So many records are looked at between two commits."""


def after_steps(steps: list[dict]):
	"""Count what a step has brought to, or away from, where a rule counts (hook: approval_steps_taken)."""
	if not keeps_points():
		return
	watched = _watched()
	due = defaultdict(set)
	for step in steps:
		doctype = step.get("reference_doctype")
		if watched.get(doctype, set()) & {step.get("from_state"), step.get("to_state")}:
			due[doctype].add(step.get("reference_name"))
	for doctype, names in due.items():
		frappe.enqueue(
			settle_records, queue="short", enqueue_after_commit=True, doctype=doctype, names=sorted(names)
		)


def settle_records(doctype: str, names: list[str]):
	"""Bring the ledger up to date for some records, by every rule on their DocType."""
	# acts for itself: a job counts by every rule there is
	for name in frappe.get_all(
		RULE, filters={"source_doctype": doctype}, pluck="name", order_by="creation asc"
	):
		counting.settle(frappe.get_cached_doc(RULE, name), names)


def begin(rule: str, recount: bool = False):
	"""Go through all records of a rule, by a worker; one that is under way begins anew."""
	doc = (
		frappe.get_doc(RUN, {"rule": rule}) if frappe.db.exists(RUN, {"rule": rule}) else frappe.new_doc(RUN)
	)
	doc.update({"rule": rule, "is_recount": int(recount or bool(doc.is_recount)), "counted_to": ""})
	# acts for itself: whoever may change the rule or the settings has been asked
	doc.save(ignore_permissions=True)
	_enqueue(rule)


def begin_all():
	"""Go through all records of every rule in use: points were turned on, or a night has come."""
	# acts for itself: as above
	for rule in frappe.get_all(RULE, filters={"enabled": 1}, pluck="name", order_by="creation asc"):
		begin(rule)


def settle_all():
	"""Find what no step told of, such as a record deleted past the app (hook: scheduler_events)."""
	if keeps_points():
		begin_all()


def take_up():
	"""Go on where a worker was killed (hook: scheduler_events, every five minutes)."""
	# acts for itself: as above
	for rule in frappe.get_all(RUN, pluck="rule", order_by="creation asc"):
		_enqueue(rule)


def run(rule: str):
	"""Go through the records of a rule set by set; may be run again at any time."""
	share = _Share(rule)
	last = frappe.db.get_value(RUN, {"rule": rule}, "counted_to") or ""
	while names := _settle_next(rule):
		# a worker's own transaction: what was counted stays counted
		frappe.db.commit()
		last = names[-1]
		share.tell(len(names))
	_take_back(frappe.get_doc(RULE, rule))
	# one that was begun anew meanwhile is taken up again
	frappe.db.delete(RUN, {"rule": rule, "counted_to": last})
	share.finish()


def _settle_next(rule: str) -> list[str]:
	"""Count the next set, which no other run counts meanwhile; returns its names, none where all are done."""
	# one run at a time counts a set: another waits for the row and finds it done
	under_way = frappe.db.get_value(
		RUN, {"rule": rule}, ["name", "is_recount", "counted_to"], for_update=True
	)
	if not (under_way and keeps_points()):
		return []
	name, is_recount, counted_to = under_way
	doc = frappe.get_doc(RULE, rule)
	if names := _after(doc.source_doctype, counted_to):
		counting.settle(doc, names, bool(is_recount))
		frappe.db.set_value(RUN, name, "counted_to", names[-1])
	return names


class _Share:
	"""How much of a run is done, for who looks at the rule."""

	def __init__(self, rule: str):
		doctype = frappe.db.get_value(RULE, rule, "source_doctype")
		self._rule, self._total = rule, frappe.db.count(doctype) or 1
		self._done = _number_up_to(doctype, frappe.db.get_value(RUN, {"rule": rule}, "counted_to"))

	def tell(self, more: int):
		self._done += more
		self._publish(min(99, 100 * self._done / self._total))

	def finish(self):
		self._publish(100)

	def _publish(self, percent: float):
		frappe.publish_progress(percent, title=_("Counting points …"), doctype=RULE, docname=self._rule)


def _take_back(rule):
	"""Take points back whose record has left the state, or is gone."""
	last = ""
	while names := _no_longer_confirmed(rule, last):
		counting.settle(rule, names)
		# as above
		frappe.db.commit()
		last = names[-1]


def _no_longer_confirmed(rule, last: str) -> list[str]:
	entry, source = frappe.qb.DocType(ENTRY), frappe.qb.DocType(rule.source_doctype)
	state = source[counting.state_field(rule)]
	rows = (
		frappe.qb.from_(entry)
		.left_join(source)
		.on(source.name == entry.source)
		.select(entry.source)
		.where((entry.rule == rule.name) & (entry.source > last))
		.where(source.name.isnull() | (state != rule.counted_state))
		.groupby(entry.source)
		.having(Sum(entry.points) != 0)
		.orderby(entry.source)
		.limit(SET)
		.run()
	)
	return [name for (name,) in rows]


def _after(doctype: str, last: str | None) -> list[str]:
	table = frappe.qb.DocType(doctype)
	query = frappe.qb.from_(table).select(table.name).orderby(table.name).limit(SET)
	return [name for (name,) in (query.where(table.name > last) if last else query).run()]


def _number_up_to(doctype: str, last: str | None) -> int:
	if not last:
		return 0
	table = frappe.qb.DocType(doctype)
	return frappe.qb.from_(table).select(Count("*")).where(table.name <= last).run()[0][0]


def _watched() -> dict[str, set[str]]:
	"""{DocType: states at which a rule counts it}, of rules out of use too: they take back."""
	found = defaultdict(set)
	# acts for itself: as above
	for row in frappe.get_all(RULE, fields=["source_doctype", "counted_state"], order_by="creation asc"):
		found[row.source_doctype].add(row.counted_state)
	return found


def _enqueue(rule: str):
	frappe.enqueue(
		run,
		queue="long",
		timeout=7_200,
		job_id=f"sink_points_{frappe.scrub(rule)}",
		deduplicate=True,
		enqueue_after_commit=True,
		rule=rule,
	)
