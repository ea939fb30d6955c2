"""Registration on the screen: slips and receipts, changes, who has both, and the reports."""

import frappe
import pytest
from playwright.sync_api import expect

from tests.support import data
from tests.support.words import zh

PAPER, CHANGE, REGISTRATION = (
	"Sink Organization Registration",
	"Sink Registration Change",
	"Sink Registration",
)
REPORTS = {
	"sink-missing-double-registration": "Sink Missing Double Registration",
	"sink-unit-registration-progress": "Sink Unit Registration Progress",
	"sink-data-completeness": "Sink Data Completeness",
	"sink-participation-coverage": "Sink Participation Coverage",
	"sink-unassigned-to-grid": "Sink Unassigned to Grid",
	"sink-member-concentration": "Sink Member Concentration",
	"sink-force-distribution": "Sink Force Distribution",
}


@pytest.fixture
def at_desk(person):
	"""Seat a demo user at a desk, logged in."""

	def seat(login: str):
		someone = person(login)
		someone.log_in(data.demo_user(login), data.password())
		return someone

	return seat


def open_report(someone, report: str, **filters):
	query = "&".join(f"{key}={value}" for key, value in filters.items())
	someone.open_desk(f"query-report/{report}?{query}")
	expect(someone.page.locator(".dt-row").nth(1)).to_be_visible()
	someone.settle()


@pytest.mark.parametrize(("file", "report"), REPORTS.items())
def test_reports_open(file, report, at_desk, look):
	someone = at_desk("city")
	open_report(someone, report)
	look(someone, f"40-{file}")


def test_reg_03_a_click_leads_from_units_to_people(at_desk, look):
	someone = at_desk("unit")
	open_report(someone, "Sink Missing Double Registration", by="Unit")
	someone.page.locator("[data-sink-node]").first.click()
	someone.settle()
	expect(someone.page.locator(".dt-row [data-sink-node]").first).to_be_visible()
	someone.page.locator("[data-sink-node]").nth(1).click()
	someone.settle()
	expect(someone.page.locator(".dt-cell a[href*='sink-member/']").first).to_be_visible()
	look(someone, "41-missing-by-person")


def test_reg_03_who_has_both_stands_on_the_forms(at_desk, look, site):
	someone = at_desk("unit")
	frappe.db.rollback()
	unit = frappe.db.get_value("Sink Organization", {"org_name": "中共湖北经济学院委员会"})
	someone.open_form("Sink Organization", unit)
	expect(someone.page.locator(".sink-double-bar")).to_be_visible()
	expect(someone.page.get_by_role("button", name=zh("Send the Digest"))).to_be_visible()
	look(someone, "42-double-on-organization")
	member = frappe.db.get_value("Sink Member", {"member_name": "屈明辉"})
	someone.open_form("Sink Member", member)
	expect(someone.page.locator(".sink-double-words")).to_be_visible()
	look(someone, "43-double-on-member")
	official = at_desk("street")
	street = frappe.db.get_value("Sink Area", {"area_name": "藏龙岛街道"})
	official.open_form("Sink Area", street)
	expect(official.page.locator(".sink-double-bar")).to_be_visible()
	look(official, "44-double-on-street")


def test_reg_01_the_units_own_paper(at_desk, look):
	someone = at_desk("community")
	someone.open_desk("sink-organization-registration")
	expect(someone.page.locator(".list-row").first).to_be_visible()
	look(someone, "45-organization-registrations")
	someone.page.locator(".list-row .list-subject a").first.click()
	expect(someone.form).to_be_visible()
	someone.settle()
	look(someone, "46-organization-registration")


def test_changes_list_and_form(at_desk, look):
	someone = at_desk("unit")
	someone.open_desk("sink-registration-change")
	expect(someone.page.locator(".list-row").first).to_be_visible()
	look(someone, "47-changes")
	someone.open_desk("sink-registration-change/new")
	expect(someone.form).to_be_visible()
	look(someone, "48-new-change")


def test_the_board_by_stage(at_desk, look):
	someone = at_desk("unit")
	someone.open_desk("sink-registration/view/kanban/Registrations by Stage")
	expect(someone.page.locator(".kanban-card-wrapper").first).to_be_visible()
	look(someone, "49-board")


def test_volunteers_and_settings(at_desk, look):
	someone = at_desk("community")
	someone.open_desk("sink-volunteer")
	expect(someone.page.locator(".list-row").first).to_be_visible()
	look(someone, "50-volunteers")
	manager = at_desk("city")
	manager.open_desk("sink-registration-settings")
	expect(manager.form).to_be_visible()
	look(manager, "51-registration-settings")


@pytest.mark.parametrize(
	("doctype", "layout", "word"),
	[
		(REGISTRATION, "Sink Registration Receipt", "报到回执"),
		(PAPER, "Sink Organization Registration Slip", "党组织报到单"),
		(PAPER, "Sink Organization Registration Receipt", "报到回执"),
	],
)
def test_reg_01_papers(doctype, layout, word, at_desk, site):
	frappe.db.rollback()
	state = "Placed in Grid" if doctype == REGISTRATION else "Accepted"
	place = frappe.db.get_value("Sink Area", {"area_name": "经院社区"})
	name = frappe.db.get_value(doctype, {"workflow_state": state, "community": place})
	someone = at_desk("community")
	someone.open(f"/printview?doctype={doctype}&name={name}&format={layout}&no_letterhead=1")
	expect(someone.page.locator(".sink-paper h1")).to_have_text(word)
	# the framework's own page asks for an icon and for a footer that are not there
	known = ("reading 'style'", "favicon.ico")
	someone.troubles[:] = [each for each in someone.troubles if not any(word in each for word in known)]
