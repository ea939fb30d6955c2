"""Whoever runs the site sees what an update would change in what the office has edited, and chooses."""

import copy

import frappe
import pytest
from playwright.sync_api import expect

from sink_app.shipped import files, installer, ledger
from sink_app.tests import factories
from tests.support import data
from tests.support.words import zh

LEDGER = "sink-shipped-record"
CHAIN = {
	"doctype": "Workflow",
	"name": "走访登记流程",
	"workflow_name": "走访登记流程",
	"document_type": "Sink Registration",
	"workflow_state_field": "workflow_state",
	"is_active": 0,
	"states": [
		{"state": "Draft", "doc_status": "0", "allow_edit": "Sink Member"},
		{
			"state": "Unit Review",
			"doc_status": "0",
			"allow_edit": "Sink Unit Organizer",
			"message": "单位正在审核。",
		},
	],
	"transitions": [
		{
			"state": "Draft",
			"action": "Submit to Unit",
			"next_state": "Unit Review",
			"allowed": "Sink Member",
		}
	],
}
MAIL = {
	"doctype": "Email Template",
	"name": "报到提醒邮件",
	"subject": "请及时报到",
	"response": "<p>请及时报到。</p>",
}


@pytest.fixture(scope="module")
def office(chromium):
	"""A chain that office and update changed, a mail that the office deleted; returns who runs the site."""
	with data.committed():
		ship(CHAIN, MAIL)
		chain = frappe.get_doc("Workflow", CHAIN["name"])
		chain.append("states", {"state": "Placed in Grid", "doc_status": "0", "allow_edit": "Sink Member"})
		chain.states[1].message = "单位三个工作日内审核。"
		chain.save()
		frappe.delete_doc("Email Template", MAIL["name"])
		ship(newer(), MAIL)
		user = factories.make_user("System Manager")
		data.let_in(user)
	yield user
	with data.committed():
		for each in (CHAIN, MAIL):
			entry = ledger.entry_of(as_file(each))
			frappe.delete_doc(each["doctype"], each["name"], ignore_missing=True, force=True)
			frappe.delete_doc(ledger.LEDGER, entry.name)


def newer() -> dict:
	chain = copy.deepcopy(CHAIN)
	chain["states"][1]["message"] = "单位正在审核，请耐心等待。"
	chain["states"].append({"state": "Returned", "doc_status": "0", "allow_edit": "Sink Member"})
	back = {"state": "Unit Review", "action": "Send Back", "next_state": "Returned"}
	chain["transitions"].append({**back, "allowed": "Sink Unit Organizer"})
	return chain


def ship(*contents: dict) -> None:
	installer.sync([as_file(each) for each in contents])


def as_file(content: dict) -> files.ShippedFile:
	return files.ShippedFile("tests/shipped.json", copy.deepcopy(content))


@pytest.fixture
def someone(person, office):
	manager = person("manager")
	manager.log_in(office, data.password())
	return manager


def button(someone, label: str):
	return someone.page.locator(".page-container:visible .page-actions").get_by_role("button", name=zh(label))


def open_entry(someone, content: dict) -> None:
	someone.open_form("Sink Shipped Record", ledger.entry_of(as_file(content)).name)
	expect(someone.page.locator(".sink-sentence")).to_be_visible()


def test_the_list_says_what_became_of_each(someone, look):
	someone.open_desk(LEDGER)
	row = someone.page.locator(".list-row").filter(has_text=CHAIN["name"])
	expect(row).to_contain_text(zh("Update Available"))
	expect(someone.page.locator(".list-row").filter(has_text=MAIL["name"])).to_contain_text(zh("Deleted"))
	someone.settle()
	look(someone, "40-shipped-list")


def test_merging_is_shown_before_it_is_done(someone, look):
	open_entry(someone, CHAIN)
	expect(button(someone, "Take the New Version")).to_be_visible()
	look(someone, "41-shipped-difference")
	button(someone, "Merge Both").click()
	expect(someone.dialog.get_by_text(zh("Changed on Both Sides: Please Choose"))).to_be_visible()
	someone.page.wait_for_timeout(400)
	look(someone, "42-shipped-merge")
	someone.dialog.get_by_role("button", name=zh("Merge"), exact=True).click()
	expect(someone.page.locator(".sink-sentence")).to_have_text(
		zh("Your office has changed this. Updates leave it as it is.")
	)
	someone.settle()
	look(someone, "43-shipped-merged")
	data.look_again()
	chain = frappe.get_doc("Workflow", CHAIN["name"])
	assert {row.state for row in chain.states} == {"Draft", "Unit Review", "Placed in Grid", "Returned"}
	assert chain.states[1].message == "单位三个工作日内审核。"


def test_what_was_deleted_comes_back_when_asked(someone, look):
	open_entry(someone, MAIL)
	look(someone, "44-shipped-deleted")
	button(someone, "Bring Back").click()
	expect(someone.page.locator(".sink-sentence")).to_have_text(
		zh("Nobody has changed this. Updates bring it up to date by themselves.")
	)
	data.look_again()
	assert frappe.db.exists("Email Template", MAIL["name"])
