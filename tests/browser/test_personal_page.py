"""我的信息 on a phone; notices, logs and rules at a desk."""

from random import randint

import frappe
import pytest
from playwright.sync_api import expect

from tests.support import data
from tests.support.phone import Phone
from tests.support.words import zh

NAME = "柏清扬"


@pytest.fixture
def newcomer(site) -> str:
	"""A member of the demo's university with a registration, at whose mobile somebody looked; the user."""
	from sink_app.demo import source
	from sink_app.personal import doors
	from sink_app.tests import factories

	with data.committed():
		user = factories.make_user("Sink Member")
		branch = frappe.get_doc("Sink Organization", source.organization("党委宣传部党支部"))
		facts = {
			"member_name": NAME,
			"mobile": f"1990008{randint(0, 9999):04d}",
			"home_address": "学府雅苑3栋",
		}
		member = factories.make_member(branch, user=user, **facts)
		community = frappe.get_doc("Sink Area", source.area("经院社区"))
		factories.make_registration(member, community, wanted_post="政策宣传")
		with factories.as_user(source.user("unit")):
			doors.reveal("Sink Member", member.name, "mobile", "通知周六环境整治集合时间")
		data.let_in(user)
	return user


@pytest.fixture
def at_desk(person):
	"""Seat a demo user at a desk, logged in."""

	def seat(login: str):
		someone = person(login)
		someone.log_in(data.demo_user(login), data.password())
		return someone

	return seat


def test_a_member_sees_copies_corrects_and_withdraws(person, newcomer, look):
	member = person("member", phone=True)
	member.log_in(newcomer, data.password())
	phone = Phone(member)
	phone.home()
	card = member.page.locator(".card", has_text=zh("What Is Kept About Me"))
	card.get_by_role("link", name=zh("View")).tap()
	expect(member.page.get_by_text("通知周六环境整治集合时间")).to_be_visible()
	look(member, "120-my-data")
	member.page.get_by_role("button", name="查看完整").first.tap()
	expect(member.page.get_by_text("1990008")).to_be_visible()
	consents = member.page.locator(
		".card", has=member.page.get_by_role("heading", name=zh("What I Agreed To"))
	)
	consents.scroll_into_view_if_needed()
	agree = consents.get_by_role("button", name=zh("I Have Read It and Agree"))
	expect(agree).to_have_count(2)
	agree.first.tap()
	expect(agree).to_have_count(1)
	look(member, "121-my-consents")
	withdrawals = consents.locator("details", has_text=zh("Withdraw my consent"))
	withdrawals.nth(1).locator("summary").tap()
	withdrawals.nth(1).get_by_role("button", name=zh("Withdraw"), exact=True).tap()
	expect(agree).to_have_count(2)
	member.page.get_by_label(zh("What it should say")).fill("柏清杨")
	member.page.get_by_role("button", name=zh("Ask My Unit")).tap()
	expect(member.page.get_by_text(zh("Your unit has it before it"))).to_be_visible()
	look(member, "122-my-correction")
	with member.page.expect_download() as taken:
		member.page.get_by_role("button", name=zh("Take a Copy")).tap()
	assert taken.value.path().read_bytes().startswith(b"%PDF")
	assert not has_sideways_scroll(member)


def test_the_page_fits_a_narrow_phone(person, newcomer, look):
	member = person("narrow", phone=True)
	member.page.set_viewport_size({"width": 360, "height": 740})
	member.log_in(newcomer, data.password())
	member.open("/sink#/mydata")
	expect(member.page.get_by_role("heading", name=zh("What I Agreed To"))).to_be_visible()
	for fold in member.page.locator("details.fold:not([open]) > summary").all():
		fold.tap()
	assert not has_sideways_scroll(member)
	look(member, "123-my-data-360")


def has_sideways_scroll(someone) -> bool:
	return someone.page.evaluate("document.documentElement.scrollWidth > window.innerWidth")


def test_an_export_asks_what_for(at_desk, look):
	unit = at_desk("unit")
	unit.open_desk("sink-member")
	expect(unit.page.locator(".list-row").nth(2)).to_be_visible()
	unit.page.evaluate(
		"""() => {
			const fields = ["`tabSink Member`.`member_name`", "`tabSink Member`.`mobile`"];
			open_url_post(frappe.request.url, {
				cmd: "frappe.desk.reportview.export_query", doctype: "Sink Member", title: "名册",
				file_format_type: "Excel", fields: JSON.stringify(fields), filters: "[]",
			});
		}"""
	)
	unit.dialog.locator("input[data-fieldname=reason]").fill("核对暑期值班人员名册")
	look(unit, "124-export-reason")
	with unit.page.expect_download() as taken:
		unit.dialog.get_by_role("button", name=zh("Export"), exact=True).click()
	assert taken.value.path().read_bytes().startswith(b"PK")
	auditor = at_desk("auditor")
	auditor.open_desk("sink-audit")
	expect(auditor.page.get_by_text(zh("Personal Data")).first).to_be_visible()
	look(auditor, "125-home-auditor")
	auditor.open_desk("sink-export-log")
	expect(auditor.page.locator(".list-row").first).to_contain_text("潘文博")
	look(auditor, "126-export-log")


def test_notices_and_rules(at_desk, look):
	city = at_desk("city")
	city.open_desk("sink-privacy-notice")
	expect(city.page.locator(".list-row")).not_to_have_count(0)
	look(city, "127-privacy-notices")
	with data.committed():
		rule = frappe.db.get_value("Sink Retention Rule", {"reference_doctype": "Sink Member"})
	city.open_form("Sink Retention Rule", rule)
	expect(city.page.locator(".form-message:visible").first).to_be_visible()
	city.settle()
	look(city, "128-retention-rule")
	city.open_desk("sink-retention-rule")
	city.page.get_by_role("button", name=zh("What Is Due Today")).click()
	expect(city.dialog.locator("tbody tr")).not_to_have_count(0)
	look(city, "129-due-today")


def test_a_number_finds_its_member(at_desk, newcomer, look):
	unit = at_desk("unit")
	data.look_again()
	from sink_app.personal import vault

	member = frappe.db.get_value("Sink Member", {"user": newcomer})
	number = vault.number_of("Sink Member", member, "mobile")
	unit.open_desk("sink-member")
	unit.page.get_by_role("button", name=zh("Find by Number")).click()
	unit.dialog.locator("input[data-fieldname=number]").fill(number)
	look(unit, "130-find-by-number")
	unit.dialog.get_by_role("button", name=zh("Find"), exact=True).click()
	expect(unit.form).to_be_visible()
	expect(unit.page.locator(".page-container:visible .title-text")).to_contain_text(NAME)
