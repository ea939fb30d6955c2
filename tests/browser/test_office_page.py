"""Meetings, issues, notices and pairings as offices and the public meet them."""

import frappe
import pytest
from playwright.sync_api import expect

from tests.support import data
from tests.support.reading import pdf_text
from tests.support.words import english_left, zh


@pytest.fixture
def at_desk(person):
	"""Seat a demo user at a desk, logged in."""

	def seat(login: str):
		someone = person(login)
		someone.log_in(data.demo_user(login), data.password())
		return someone

	return seat


def named(doctype: str, **filters) -> str:
	data.look_again()
	return frappe.db.get_value(doctype, filters, "name", order_by="creation desc")


def wait_for_cards(someone) -> None:
	expect(someone.page.locator(".number-widget-box").first).to_be_visible()
	expect(someone.page.locator(".widget:visible", has_text="载入中")).to_have_count(0)
	someone.settle()


def test_org_38_a_communitys_own_workspace(at_desk, look):
	someone = at_desk("community")
	someone.open_desk("sink-community-desk")
	wait_for_cards(someone)
	expect(someone.page.get_by_text(zh("Issues to Take On")).first).to_be_visible()
	look(someone, "70-community-desk")


def test_a_units_own_workspace(at_desk, look):
	someone = at_desk("unit")
	someone.open_desk("sink-unit-desk")
	wait_for_cards(someone)
	look(someone, "71-unit-desk")


def test_meetings_as_list_calendar_and_form(at_desk, look):
	someone = at_desk("unit")
	someone.open_desk("sink-meeting")
	expect(someone.page.locator(".list-row").first).to_be_visible()
	look(someone, "72-meeting-list")
	someone.open_desk("sink-meeting/view/calendar/default")
	expect(someone.page.locator(".fc-event").first).to_be_visible()
	someone.settle()
	look(someone, "73-meeting-calendar")
	someone.open_form("Sink Meeting", named("Sink Meeting", kind="联席会议", open_items=(">", 1)))
	someone.settle()
	look(someone, "74-meeting-form")


def test_org_19_a_new_meeting_begins_with_the_last_ones_people(at_desk, look):
	someone = at_desk("unit")
	someone.open_desk("sink-meeting/new")
	someone.settle()
	someone.fill_link(someone.form.locator("input[data-fieldname=kind]"), "联席会议")
	expect(someone.form.locator("[data-fieldname=topics] .grid-row[data-idx='4']")).to_be_visible()
	someone.settle()
	look(someone, "75-meeting-new")


def test_minutes_on_paper(at_desk, look):
	someone = at_desk("unit")
	name = named("Sink Meeting", kind="联席会议", progress_report=("is", "set"))
	someone.open_desk(f"print/Sink Meeting/{name}")
	paper = someone.page.frame_locator("iframe.print-format-container")
	expect(paper.get_by_text("会议纪要").first).to_be_visible()
	someone.settle()
	look(someone, "76-minutes")
	address = f"doctype=Sink Meeting&name={name}&format=Sink Meeting Minutes"
	pdf = someone.context.request.get(f"/api/method/frappe.utils.print_format.download_pdf?{address}")
	assert pdf.headers["content-type"] == "application/pdf"
	text = pdf_text(pdf.body())
	for words in ("会议纪要", "会议签到表", "滕大勇", "校医院"):
		assert words in text.replace(" ", ""), text
	assert english_left(text.split()) == []


def test_an_owner_closes_an_item(at_desk, look):
	someone = at_desk("branch")
	someone.open_desk("query-report/Sink My Action Items")
	button = someone.page.locator("button[data-item]").first
	expect(button).to_be_visible()
	look(someone, "77-my-action-items")
	button.click()
	someone.dialog.locator("textarea").fill("已组织培训，18人参加。")
	someone.dialog.get_by_role("button", name=zh("Close"), exact=True).last.click()
	expect(someone.page.locator("button[data-item]:visible")).to_have_count(0)
	data.look_again()
	assert frappe.db.exists("Sink Meeting Action", {"result": "已组织培训，18人参加。", "status": "Done"})


def test_org_24_meetings_due(at_desk, look):
	someone = at_desk("district2")
	someone.open_desk("query-report/Sink Meetings Due")
	expect(someone.page.locator(".dt-row-0").first).to_be_visible()
	someone.settle()
	look(someone, "78-meetings-due")


def test_issues_as_list_and_form(at_desk, look):
	someone = at_desk("unit")
	someone.open_desk("sink-issue")
	expect(someone.page.locator(".list-row").first).to_be_visible()
	look(someone, "79-issue-list")
	someone.open_form("Sink Issue", named("Sink Issue", title="教职工小区消防通道长期被占"))
	someone.settle()
	look(someone, "80-issue-form")


def test_notices_at_the_desk(at_desk, look):
	someone = at_desk("community")
	someone.open_desk("sink-notice")
	expect(someone.page.locator(".list-row").first).to_be_visible()
	look(someone, "81-notice-list")
	someone.open_form("Sink Notice", named("Sink Notice", title="暑期青少年课堂报名"))
	someone.settle()
	look(someone, "82-notice-form")


def test_org_21_notices_on_a_phone(person, look):
	someone = person("anybody", phone=True)
	someone.open("/notices")
	expect(someone.page.get_by_role("link", name="经院社区三季度践诺情况公开")).to_be_visible()
	assert "东亭口袋公园" not in someone.text(), "a draft is nobody's to read"
	look(someone, "83-notices-phone")
	someone.page.get_by_role("link", name="晚间义诊和法律咨询时间安排").click()
	someone.settle()
	look(someone, "84-notice-phone")
	someone.page.locator("textarea").fill("希望增加一次周末义诊。")
	someone.page.get_by_role("button", name=zh("Send")).click()
	expect(someone.page.get_by_role("status")).to_be_visible()
	look(someone, "85-notice-thanks")
	data.look_again()
	issue = frappe.get_last_doc("Sink Issue", {"raised_by": "Public"})
	assert (issue.description, issue.handled_by) == ("希望增加一次周末义诊。", "Community")
	wide = someone.page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
	assert not wide


def test_org_28_org_30_pairings(at_desk, look):
	someone = at_desk("system")
	someone.open_desk("query-report/Sink Unit Pairings")
	expect(someone.page.locator(".dt-row-0").first).to_be_visible()
	someone.settle()
	look(someone, "86-unit-pairings")
	unit = at_desk("unit")
	unit.open_form("Sink Pairing", named("Sink Pairing", title=("like", "湖北经济学院%")))
	unit.settle()
	look(unit, "87-pairing-form")


def test_org_37_the_library_of_cases(at_desk, look):
	someone = at_desk("branch")
	someone.open_desk("sink-case")
	expect(someone.page.locator(".list-row").first).to_be_visible()
	look(someone, "88-case-list")
