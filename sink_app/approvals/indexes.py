"""Indexes by which what waits is found, also in chains that an office draws."""

import frappe

from sink_app.access import coverage


def chain_saved(doc, method: str | None = None):
	"""Have the indexes of an active chain added in the background (Workflow, on_update).

	Adding one takes seconds on a large table and ends the transaction.
	"""
	if doc.is_active:
		frappe.enqueue(
			"sink_app.approvals.indexes.add_missing",
			queue="long",
			job_id="sink_app_chain_indexes",
			deduplicate=True,
			enqueue_after_commit=True,
		)


def add_missing():
	"""Add the indexes that active chains lack: at night again, for people stand elsewhere by then."""
	# acts for itself: an index shows nobody anything
	names = frappe.get_all("Workflow", filters={"is_active": 1}, pluck="name", order_by="name asc")
	for workflow in [frappe.get_cached_doc("Workflow", name) for name in names]:
		for fields in wanted(workflow):
			frappe.db.add_index(workflow.document_type, fields)


def wanted(workflow) -> list[list[str]]:
	"""The fields of each index that a chain wants: where its people stand, the state, the last change."""
	doctype, state = workflow.document_type, workflow.workflow_state_field
	if not frappe.db.table_exists(doctype) or not frappe.db.has_column(doctype, state):
		return []
	roles = {step.allowed for step in workflow.transitions if step.allowed}
	return [[column, state, "modified"] for column in coverage.columns_stood_in(doctype, roles)]
