"""One step on many records that this transaction has just written, where nothing but the drawing decides.

The same questions as in `steps.take`, each asked once for all records that it is the same for. Records are
given with what rules ask of a Document and with `begin_save` and `db_set`; their maker gives their rules.
"""

from collections.abc import Callable, Iterable

import frappe
from frappe.core.doctype.version.version import get_diff
from frappe.model.naming import set_new_name
from frappe.utils import now

from sink_app.access.reach import Reach
from sink_app.approvals import chain, deputies, log, rules, steps

REFUSALS = (frappe.ValidationError, frappe.PermissionError, frappe.DuplicateEntryError)


class Steps:
	"""A step of a chain from its first state, taken by the session's user."""

	def __init__(self, doctype: str, action: str):
		self._doctype = doctype
		self._action = action
		self._workflow = chain.of(doctype) if chain.has_chain(doctype) else None
		self.are_plain = bool(self._workflow) and self._is_decided_by_drawing()
		"""Whether nothing but the drawing decides; else every record needs `steps.take`."""
		self._reach = Reach(doctype, "read", "write")

	def take(self, records: list, before: list[Callable], after: list[Callable]) -> list[Exception | None]:
		"""Take the step on every record; what refused it, or None, for each in order.

		before and after are the rules and hooks that run on a record when it is saved.
		"""
		refusals: list[Exception | None] = []
		moved, entries = [], []
		for record in records:
			try:
				step = self._moved(record, before)
			except REFUSALS as refusal:
				record.give_up_save()
				refusals.append(refusal)
			else:
				moved.append(record)
				entries.append(log.values(record, step, "", None))
				refusals.append(None)
		log.write_many(entries)
		for record, entry in zip(moved, entries, strict=True):
			record.run("after_approval_step", frappe._dict(entry))
		self._write(moved)
		for record in moved:
			for run in after:
				run(record)
		keep_versions(moved)
		return refusals

	def _is_decided_by_drawing(self) -> bool:
		first = self._workflow.states[0]
		document_status = {row.state: row.doc_status for row in self._workflow.states}
		return (
			not rules.of(self._workflow.name, first.state)
			and not deputies.represented(frappe.session.user, self._doctype)
			and all(
				not (row.get("needs_reason") or row.get("returns_to"))
				and document_status.get(row.next_state) == first.doc_status
				for row in self._workflow.transitions
				if row.state == first.state and row.action == self._action
			)
		)

	def _moved(self, record, before: list[Callable]) -> dict:
		"""The step that is open on a record, which now has the step's state and keeps its rules."""
		step = steps.found(record, self._action)
		self._reach.require(record)
		record.begin_save()
		put_through(record, self._workflow, step, lambda: [run(record) for run in before])
		return step

	def _write(self, records: list):
		"""Put what a step changed into the table: records that changed alike with one statement."""
		stamp = now()
		alike: dict[tuple, list[str]] = {}
		for record in records:
			record.update({"modified": stamp, "modified_by": frappe.session.user})
			alike.setdefault(tuple(record.changes().items()), []).append(record.name)
		for changes, names in alike.items():
			table = frappe.qb.DocType(self._doctype)
			update = frappe.qb.update(table).where(table.name.isin(names))
			for column, value in changes:
				update = update.set(table[column], value)
			update.run()


def target_of(workflow, step: dict):
	"""The state of a drawing to which a step leads."""
	return next(row for row in workflow.states if row.state == step["next_state"])


def put_through(record, workflow, step: dict, keep_rules: Callable):
	"""Give a record the state of a step that is open on it, and let it keep its rules as a save would.

	Whether the user reaches the record was asked, once a place.
	"""
	target = target_of(workflow, step)
	record.set(workflow.workflow_state_field, step["next_state"])
	if target.update_field:
		record.set(target.update_field, target.update_value)
	record.flags.approval_step = step
	# acts for itself: asked before, once a place instead of by filing for every record
	record.flags.ignore_permissions = True
	keep_rules()
	record.flags.ignore_permissions = False


def keep_versions(records: Iterable):
	"""Keep what a save would have kept of the change."""
	if frappe.flags.in_test:
		# as Document.save does
		return
	stamp, user = now(), frappe.session.user
	rows = []
	for record in records:
		if record.meta.get("track_changes") and (diff := get_diff(record.get_doc_before_save(), record)):
			data = frappe.as_json(diff, indent=None, separators=(",", ":"))
			version = frappe.new_doc("Version")
			# by name or by number, as the framework's version has it
			set_new_name(version)
			rows.append((version.name, stamp, stamp, user, user, record.doctype, record.name, data))
	if rows:
		fields = ["name", "creation", "modified", "owner", "modified_by", "ref_doctype", "docname", "data"]
		frappe.db.bulk_insert("Version", fields, rows)
