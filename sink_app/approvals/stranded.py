"""Getting records on that a redrawn chain has left behind in a state it no longer has."""

import frappe
from frappe import _
from frappe.translate import get_user_lang

from sink_app.approvals import chain, drawing, log

ACTION = "Moved by a Redrawn Chain"
STRETCH = 100
LONGEST = 4 * 3600
"""Seconds that moving may take."""


class NotStranded(frappe.ValidationError):
	"""The state is one of the chain's: its records go on by steps."""


class NoSuchState(frappe.ValidationError):
	"""The records would be stranded again."""


class ReasonMissing(frappe.ValidationError):
	"""Whoever has a record moved under their hands wants to know why."""


@frappe.whitelist(methods=["POST"])
def move(workflow: str, from_state: str, to_state: str, reason: str) -> None:
	"""Move all records of a dropped state to one of the chain's, in the background; for who draws chains."""
	doc = frappe.get_doc("Workflow", workflow)
	doc.check_permission("write")
	_check(doc, from_state, to_state)
	if not reason.strip():
		frappe.throw(_("Please say in a sentence why; it stands in every record's steps."), ReasonMissing)
	# at once: this request writes nothing, so it is not committed either
	frappe.enqueue(
		"sink_app.approvals.stranded.move_all",
		queue="long",
		timeout=LONGEST,
		job_id=f"sink_stranded:{workflow}:{from_state}",
		workflow=workflow,
		from_state=from_state,
		to_state=to_state,
		reason=reason.strip(),
		settle=True,
	)


def move_all(workflow: str, from_state: str, to_state: str, reason: str, settle: bool):
	"""The worker's part. May be run again: what was moved is no longer in the dropped state."""
	frappe.local.lang = get_user_lang()
	doc = frappe.get_doc("Workflow", workflow)
	_check(doc, from_state, to_state)
	status = drawing.docstatus_of(doc)[to_state]
	# acts for itself: who draws the chain was asked for that right; of the records only the state is touched
	names = frappe.get_all(
		doc.document_type,
		filters={doc.workflow_state_field: from_state, "docstatus": status},
		pluck="name",
		order_by="name asc",
	)
	step = {"action": ACTION, "state": from_state, "next_state": to_state}
	for position, name in enumerate(names, start=1):
		_move_one(doc, name, step, reason)
		if position % STRETCH == 0 or position == len(names):
			_tell(position, len(names))
			if settle:
				frappe.db.commit()


def _move_one(workflow, name: str, step: dict, reason: str):
	record = frappe.get_doc(workflow.document_type, name, for_update=True)
	if record.get(workflow.workflow_state_field) != step["state"]:
		return
	record.db_set(workflow.workflow_state_field, step["next_state"])
	record.run_method("after_approval_step", log.write(record, step, reason))


def _check(doc, from_state: str, to_state: str):
	states = drawing.states_of(doc)
	if from_state in states:
		frappe.throw(_("«{0}» is a state of this chain.").format(_(from_state)), NotStranded)
	if to_state not in states or not chain.has_chain(doc.document_type):
		frappe.throw(_("«{0}» is no state of this chain.").format(_(to_state)), NoSuchState)


def _tell(position: int, total: int):
	frappe.publish_progress(
		position * 100 / total,
		title=_("Moving records"),
		description=_("{0} of {1} records").format(position, total),
	)
