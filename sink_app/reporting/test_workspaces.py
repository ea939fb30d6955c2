"""What units and supervisors find on their desks."""

import json

import frappe
import pytest

from sink_app.reporting import ANNUAL, DEBRIEF, PROGRESS
from sink_app.reporting.report.sink_support import sink_support as support
from sink_app.reporting.report.sink_units_under_supervision import sink_units_under_supervision as supervised
from sink_app.tests.factories import World, as_user, make, make_stand
from sink_app.tests.projects import FUNDS


def linked(workspace: str) -> set[str]:
	doc = frappe.get_doc("Workspace", workspace)
	shown = {block["data"].get("card_name") for block in json.loads(doc.content) if block["type"] == "card"}
	found, card = set(), None
	for row in doc.links:
		card = row.label if row.type == "Card Break" else card
		if row.type == "Link" and card in shown:
			found.add(row.link_to)
	return found


@pytest.fixture
def world(site):
	frappe.db.savepoint("before_test")
	yield World()
	frappe.set_user("Administrator")
	frappe.db.rollback(save_point="before_test")


def test_trn_04_a_unit_works_from_one_desk(site):
	found = linked("Sink Unit Desk")
	wanted = {
		"Sink Member",
		"Sink Registration",
		"Sink Training",
		"Sink Half-Year Report",
		ANNUAL,
		"Sink Publicity",
	}
	assert wanted <= found
	roles = {row.role for row in frappe.get_doc("Workspace", "Sink Unit Desk").roles}
	assert roles == {"Sink Unit Organizer", "Sink Branch Secretary"}


def test_prj_07_a_supervisor_has_a_desk_and_sees_who_is_late(world):
	assert {PROGRESS, ANNUAL, DEBRIEF, "Sink Units Under Supervision"} <= linked("Sink Supervision Desk")
	supervisor = make_stand("Sink Supervisor", world.unit)
	# the framework's own refusals differ between its versions
	with as_user(world.member_user), pytest.raises((frappe.PermissionError, frappe.ValidationError)):
		supervised.execute({})
	with as_user(supervisor):
		rows = supervised.execute({"day": "2026-11-29"})[1]
		assert [(row.unit, row.progress_colour) for row in rows] == [(world.unit.name, "red")]
	report = make(PROGRESS, organization=world.unit.name, from_date="2026-07-01", overview="进展顺利")
	report.db_set({"workflow_state": "Progress Check", "red": 2})
	make("Sink Annual Report", organization=world.unit.name, year=2026)
	with as_user(supervisor):
		rows, _message, _chart, summary = supervised.execute({"day": "2026-11-29"})[1:5]
	row = rows[0]
	assert (row.progress_name, row.progress_colour, row.red) == (report.name, "blue", 2)
	assert (row.annual_colour, row.debrief_colour) == ("orange", "gray")
	assert [entry["value"] for entry in summary] == [1, 1, 0, 2]


def test_fnd_03_support_says_what_a_unit_lacks(world):
	with as_user(world.organizer):
		row = support.execute({})[1][0]
		assert (row.unit, row.trainings, row.issues) == (world.unit.name, 0, 0)
		assert frappe._("no training held") in row.missing
	make(
		"Sink Training",
		title="培训",
		topic="要求",
		organization=world.branch.name,
		starts_on=f"{frappe.utils.nowdate()} 00:00:00",
		status="Held",
		people=12,
	)
	make(
		"Sink Material Issue",
		organization=world.unit.name,
		receiver="社区",
		items=[{"item": "红袖章", "quantity": 10, "amount": 30}],
	)
	spent = {"organization": world.branch.name, "purpose": "Community Work", "what": "工具"}
	for amount, state in ((100, "Expense Approved"), (999, "Draft")):
		make("Sink Expense", source=FUNDS, amount=amount, **spent).db_set("workflow_state", state)
	with as_user(world.organizer):
		row = support.execute({})[1][0]
	assert (row.trainings, row.trained, row.issues, row.worth) == (1, 12, 1, 30)
	assert row.funds == 100
