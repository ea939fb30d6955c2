"""What an office sets for its chains, and what people see of it: deputies, signatures, limits, reminders."""

import frappe
import pytest
from frappe.utils import add_days, nowdate
from playwright.sync_api import expect

from sink_app.approvals import log
from sink_app.tests import factories
from tests.support import data
from tests.support.words import zh

DOCTYPE = "Sink Registration"
REASON = "参加市委党校培训"


@pytest.fixture
def at_desk(person):
	"""Seat a demo user at a desk, logged in."""

	def seat(login: str):
		someone = person(login)
		someone.log_in(data.demo_user(login), data.password())
		return someone

	return seat


@pytest.fixture
def waiting(site):
	"""A registration of the demo that waits for its unit and that the deputy has nothing to do with."""
	deputy = data.demo_user("branch")
	found = frappe.get_all(
		DOCTYPE,
		{"workflow_state": "Unit Review", "owner": ("!=", deputy)},
		["name"],
		order_by="creation asc",
	)
	return next(row for row in found if deputy not in actors(row.name))


@pytest.fixture
def settings(site):
	"""One rule of each kind; all are taken away again."""
	chain = frappe.db.get_value("Workflow", {"document_type": DOCTYPE, "is_active": 1})
	place = {"workflow": chain, "state": "Community Acceptance"}
	branch = {"role": "Sink Branch Secretary", "tree": "Sink Organization", "level": "Branch"}
	with data.committed():
		holidays = factories.make(
			"Sink Holiday List",
			list_name="2026 年节假日",
			days=[
				{"day": "2026-10-01", "kind": "Day Off", "occasion": "国庆节"},
				{"day": "2026-10-10", "kind": "Working Day", "occasion": "国庆节调休"},
			],
		)
		made = [
			factories.make(
				"Sink Time Limit", **place, working_days=5, holiday_list=holidays.name, escalate=1
			),
			factories.make(
				"Sink Approver Rule", **place, action="Send Back", who="Role Holders at a Level", **branch
			),
			factories.make(
				"Sink Signature Rule",
				**place,
				action="Accept into Grid",
				mode="A Number",
				needed=1,
				signers=[
					{"who": "Role Holders for the Record", "role": "Sink Community Secretary"},
					{"who": "Role Holders at a Level", **branch},
				],
			),
			holidays,
		]
	yield made
	data.look_again()
	with data.committed():
		for record in made:
			frappe.delete_doc(record.doctype, record.name)


def test_an_office_sets_rules_for_its_chain(at_desk, look, settings):
	manager = at_desk("platform")
	for record in settings:
		manager.open_form(record.doctype, record.name)
		look(manager, f"60-{record.doctype.lower().replace(' ', '-')}")


def test_a_deputy_acts_in_the_absent_persons_name(at_desk, look, waiting):
	unit, branch = at_desk("unit"), at_desk("branch")
	unit.open_desk("sink-deputy/new-sink-deputy-1")
	expect(unit.form).to_be_visible()
	look(unit, "61-deputy-new")
	with data.committed():
		deputy = frappe.get_doc(
			{
				"doctype": "Sink Deputy",
				"absent_user": data.demo_user("unit"),
				"deputy": data.demo_user("branch"),
				"from_date": nowdate(),
				"to_date": add_days(nowdate(), 3),
				"reason": REASON,
			}
		).insert()
	try:
		branch.open_form("Sink Deputy", deputy.name)
		look(branch, "62-deputy")
		branch.open_form(DOCTYPE, waiting.name)
		branch.act(zh("Approve to Community"))
		history = branch.page.locator(".page-container:visible .sink-history")
		expect(history).to_contain_text(zh("Approve to Community"))
		branch.page.locator(".page-container:visible .sink-history").scroll_into_view_if_needed()
		look(branch, "63-deputy-history")
	finally:
		data.look_again()
		with data.committed():
			frappe.delete_doc("Sink Deputy", deputy.name)
	last = log.entries(DOCTYPE, waiting.name)[-1]
	assert (last["user"], last["on_behalf_of"]) == (data.demo_user("branch"), data.demo_user("unit"))


def test_who_acted_on_a_record_reminds_who_is_next(at_desk, look):
	unit = at_desk("unit")
	data.look_again()
	there = {"workflow_state": "Community Acceptance"}
	names = frappe.get_all(DOCTYPE, there, pluck="name", order_by="creation desc")
	unit.open_form(DOCTYPE, next(name for name in names if data.demo_user("unit") in actors(name)))
	unit.page.get_by_role("button", name=zh("Send a Reminder")).click()
	expect(unit.dialog).to_contain_text(zh("Reminded: {0}").format(""))
	look(unit, "64-nudge")


def actors(name: str) -> set[str]:
	return {entry["user"] for entry in log.entries(DOCTYPE, name)}
