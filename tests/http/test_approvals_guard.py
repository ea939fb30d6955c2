"""The holes of the framework's Workflow: each is shown open as it comes (stock) and shut by the guard.

On a form and a chain that an office drew itself, of which the app knows nothing.
"""

import csv
import io
from collections.abc import Callable
from contextlib import contextmanager
from unittest.mock import patch

import frappe
import pytest
from frappe.core.doctype.data_import.importer import Importer
from frappe.desk.doctype.bulk_update.bulk_update import submit_cancel_or_update_docs
from frappe.model import workflow as stock_workflow
from frappe.workflow.doctype.workflow_action import workflow_action

from sink_app.approvals import guard, steps
from sink_app.tests.factories import as_user
from tests.support import data, office
from tests.support.office import APPROVED, CHECKED, DRAFT, ENDED, IN_FORCE


@pytest.fixture(scope="module")
def drawn(served):
	"""An office's own form and chain."""
	with data.committed():
		made = office.Office()
		data.let_in(made.applicant, made.clerk, made.head)
	yield made
	data.look_again()
	frappe.set_user("Administrator")
	with data.committed():
		made.remove()


@contextmanager
def stock():
	"""The framework as it comes."""
	with patch.object(guard, "check"), patch.object(guard, "refuse"):
		yield


def saved(drawn, name: str, **values):
	frappe.get_doc(drawn.doctype, name).update(values).save()


def imported(drawn, name: str, **values):
	"""A spreadsheet that changes records, as Data Import takes it."""
	text = io.StringIO()
	csv.writer(text).writerows([["name", *values], [name, *values.values()]])
	sheet = frappe.get_doc({"doctype": "File", "file_name": f"{name}.csv", "content": text.getvalue()})
	with as_user("Administrator"):
		sheet.insert()
	Importer(drawn.doctype, file_path=sheet.file_url, import_type="Update Existing Records").import_data()


def applied(drawn, name: str, action: str):
	"""By another name of the function than the one that the Desk calls and the app answers."""
	stock_workflow.apply_workflow({"doctype": drawn.doctype, "name": name}, action)


def confirmed_in_mail(drawn, name: str, action: str):
	frappe.set_user("Guest")
	with patch.object(workflow_action, "verify_request", return_value=True):
		workflow_action.confirm_action(drawn.doctype, name, drawn.head, action)


def bulk(drawn, name: str, action: str, values: dict | None = None):
	submit_cancel_or_update_docs(drawn.doctype, [name], action, values)


# hole: (state of the note, who acts, what they do; called with office and name)
Hole = tuple[str, str, Callable]
HOLES: dict[str, Hole] = {
	"approving one's own by a plain save": (
		*(DRAFT, "applicant"),
		lambda it, name: saved(it, name, workflow_state=CHECKED),
	),
	"approving one's own by bulk edit": (
		*(DRAFT, "applicant"),
		lambda it, name: bulk(it, name, "update", {"workflow_state": CHECKED}),
	),
	"approving one's own by import": (
		*(DRAFT, "applicant"),
		lambda it, name: imported(it, name, workflow_state=CHECKED),
	),
	"skipping a check by submit": (
		*(DRAFT, "clerk"),
		lambda it, name: frappe.get_doc(it.doctype, name).submit(),
	),
	"skipping a check by bulk submit": (*(DRAFT, "clerk"), lambda it, name: bulk(it, name, "submit")),
	"a step of what is submitted, by a save": (
		*(APPROVED, "applicant"),
		lambda it, name: saved(it, name, workflow_state=IN_FORCE),
	),
	"ending without the step, by cancel": (
		*(APPROVED, "clerk"),
		lambda it, name: frappe.get_doc(it.doctype, name).cancel(),
	),
	"editing what lies with others": (
		*(CHECKED, "clerk"),
		lambda it, name: saved(it, name, matter="改过"),
	),
	"editing what was approved": (
		*(APPROVED, "clerk"),
		lambda it, name: saved(it, name, matter="改过"),
	),
	"a step by the function's other name": (
		*(DRAFT, "head"),
		lambda it, name: applied(it, name, office.CHECK),
	),
	"a step by a link in a mail, without login": (
		*(DRAFT, "Guest"),
		lambda it, name: confirmed_in_mail(it, name, office.CHECK),
	),
}


def press(drawn, hole: str) -> tuple[dict, dict]:
	"""Try a hole; returns what the note was and what it is, as the database holds it."""
	state, who, act = HOLES[hole]
	with data.committed():
		name = drawn.note(state)
	before = as_stored(drawn, name)
	with as_user(getattr(drawn, who, who)):
		try:
			act(drawn, name)
			frappe.db.commit()
		except (frappe.PermissionError, frappe.ValidationError):
			frappe.db.rollback()
	return before, as_stored(drawn, name)


def as_stored(drawn, name: str) -> dict:
	return frappe.db.get_value(drawn.doctype, name, ["workflow_state", "docstatus", "matter"], as_dict=True)


@pytest.mark.parametrize("hole", HOLES)
def test_stock_lets_it_through(hole, drawn):
	with stock():
		before, after = press(drawn, hole)
	assert after != before


@pytest.mark.parametrize("hole", HOLES)
def test_the_guard_refuses_it(hole, drawn):
	before, after = press(drawn, hole)
	assert after == before


def test_stock_lets_a_record_begin_at_its_end(drawn):
	with stock(), as_user(drawn.clerk):
		note = frappe.get_doc({"doctype": drawn.doctype, "docstatus": 1}).insert()
	assert note.workflow_state == APPROVED
	frappe.db.rollback()


def test_over_http_every_door_is_shut(drawn, log_in):
	with data.committed():
		name = drawn.note()
	applicant = log_in(drawn.applicant)
	note = {"doctype": drawn.doctype, "name": name}
	notes = frappe.db.count(drawn.doctype)
	answers = {
		"PUT": applicant.put(drawn.doctype, name, workflow_state=CHECKED),
		"PUT with flags": applicant.put(
			drawn.doctype, name, workflow_state=CHECKED, flags={"approval_step": 1}, approval_step=1
		),
		"PUT docstatus": applicant.put(drawn.doctype, name, docstatus=1),
		"set_value": applicant.call(
			"frappe.client.set_value", **note, fieldname="workflow_state", value=CHECKED
		),
		"save": applicant.call("frappe.client.save", doc={**note, "workflow_state": CHECKED}),
		"submit": applicant.call("frappe.client.submit", doc={**note, "matter": "探亲"}),
		"apply_workflow": applicant.call(
			"frappe.model.workflow.apply_workflow", doc={**note, "workflow_state": DRAFT}, action=office.CHECK
		),
		"begin submitted": applicant.insert(drawn.doctype, docstatus=1),
		"begin elsewhere": applicant.insert(drawn.doctype, workflow_state=IN_FORCE),
	}
	data.look_again()
	wrong = {door: answer.status for door, answer in answers.items() if answer.ok or answer.status >= 500}
	assert wrong == {}
	assert as_stored(drawn, name) == {"workflow_state": DRAFT, "docstatus": 0, "matter": "探亲"}
	assert frappe.db.count(drawn.doctype) == notes


def test_the_chain_itself_stays_open(drawn):
	"""From the draft to its end, by the steps drawn and whoever may take them."""
	with data.committed():
		name = drawn.note()
	with as_user(drawn.applicant), pytest.raises(steps.SelfApproval):
		steps.take(drawn.doctype, name, office.CHECK)
	with as_user(drawn.head):
		for action, state in (
			*((office.CHECK, CHECKED), (office.APPROVE, APPROVED), (office.ENFORCE, IN_FORCE)),
			(office.END, ENDED),
		):
			assert steps.take(drawn.doctype, name, action, reason="到期").workflow_state == state
	assert frappe.db.get_value(drawn.doctype, name, "docstatus") == 2


def test_what_was_sent_back_waits_again(drawn):
	"""Stock makes no second Workflow Action for a state; here what waits is read from the record."""
	with data.committed():
		name = drawn.note(CHECKED)
	with as_user(drawn.head):
		note = frappe.get_doc(drawn.doctype, name)
		first = [step["action"] for step in steps.open_steps(note)]
		frappe.db.set_value(drawn.doctype, name, "workflow_state", DRAFT)
		note.reload()
		steps.take(drawn.doctype, name, office.CHECK)
		note.reload()
		assert [step["action"] for step in steps.open_steps(note)] == first == [office.APPROVE]
	frappe.db.rollback()


def test_counts_by_state_are_told_to_who_draws_chains_only(world, log_in):
	door = "frappe.workflow.doctype.workflow.workflow.get_workflow_state_count"
	asked = {"doctype": "Sink Registration", "workflow_state_field": "workflow_state", "states": ["none"]}
	for user in (world.other_organizer, world.secretary):
		assert log_in(user).fetch(door, **asked).status == 403
