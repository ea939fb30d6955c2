"""The registration of one member, walked by three people at three browsers."""

from dataclasses import dataclass
from random import randint

import frappe
import pytest
from playwright.sync_api import expect

from tests.support import data
from tests.support.phone import Phone
from tests.support.reading import pdf_text
from tests.support.words import english_left, zh

DOCTYPE = "Sink Registration"
KIND = zh("Dispatched")
COMMUNITY, GRID = "经院社区", "经院社区第7网格"
MEMBER, REASON, POST = "梅若溪", "请补填特长，并写明可服务时间", "青少年课后辅导岗"


@dataclass
class Newcomer:
	"""A member of the demo's university who has not registered yet, and who can log in."""

	user: str
	member: str

	@property
	def registration(self) -> str:
		data.look_again()
		return frappe.db.get_value(DOCTYPE, {"member": self.member})


@pytest.fixture
def newcomer(site) -> Newcomer:
	from sink_app.demo import source
	from sink_app.tests import factories

	with data.committed():
		user = factories.make_user("Sink Member")
		frappe.get_doc("User", user).update({"first_name": MEMBER}).save()
		branch = frappe.get_doc("Sink Organization", source.organization("党委宣传部党支部"))
		mobile = f"1990009{randint(0, 9999):04d}"
		member = factories.make_member(branch, user=user, member_name=MEMBER, mobile=mobile)
		data.let_in(user)
	return Newcomer(user, member.name)


@pytest.fixture
def at_desk(person):
	"""Seat a demo user at a desk, logged in."""

	def seat(login: str):
		someone = person(login)
		someone.log_in(data.demo_user(login), data.password())
		return someone

	return seat


def test_reg_04_reg_09_three_people_take_a_registration_into_its_grid(person, at_desk, newcomer, look):
	member, organizer, secretary = person("member", phone=True), at_desk("unit"), at_desk("community")
	phone = Phone(member)

	member.open("/login?redirect-to=/sink")
	member.log_in_by_form(newcomer.user, data.password())
	member.page.wait_for_url("**/sink")
	fill_in(phone, look)
	state(phone, "Unit Review")
	look(member, "11-phone-submitted")

	send_back(organizer, newcomer, look)

	phone.home()
	expect(phone.entry(KIND)).to_contain_text(REASON)
	look(member, "14-phone-returned")
	mend(phone)
	state(phone, "Unit Review")

	organizer.open_form(DOCTYPE, newcomer.registration)
	take(organizer, "Approve to Community", "Community Acceptance")

	accept(secretary, newcomer, look)

	phone.home()
	state(phone, "Placed in Grid")
	look(member, "18-phone-placed")
	open_print(secretary, newcomer, look)
	refuse_a_stranger(at_desk("community2"), newcomer, look)


def fill_in(phone: Phone, look) -> None:
	"""报到信息采集表, for the first time."""
	expect(phone.page.locator(".person h1")).to_have_text(MEMBER)
	look(phone.person, "08-phone-home")
	phone.go_on(KIND)
	phone.unfold()
	phone.fill(zh("Job Title"), "党委宣传部干事")
	phone.press(zh("Service Wishes"), "政策宣传")
	look(phone.person, "09-phone-form")
	phone.press(zh("Community"), COMMUNITY)
	phone.fill(zh("Wanted Post"), POST)
	phone.accept_notices()
	look(phone.person, "10-phone-notices")
	phone.submit()


def send_back(organizer, newcomer: Newcomer, look) -> None:
	"""The unit finds the registration in its list and sends it back with a reason."""
	organizer.open_desk(f"sink-registration?member={newcomer.member}")
	organizer.page.locator(".list-row").get_by_text(MEMBER).first.click()
	expect(organizer.form).to_be_visible()
	organizer.settle()
	look(organizer, "12-form-unit-review")
	organizer.act(zh("Send Back"))
	organizer.dialog.locator("textarea").fill(REASON)
	look(organizer, "13-dialog-send-back")
	organizer.dialog.get_by_role("button", name=zh("Send Back")).click()
	shows_state(organizer, "Returned")


def mend(phone: Phone) -> None:
	"""What the reason asks for."""
	phone.go_on(KIND)
	phone.unfold()
	phone.press(zh("Skills"), "摄影摄像")
	phone.press(zh("Free Times"), zh("Weekend"))
	phone.submit()


def accept(secretary, newcomer: Newcomer, look) -> None:
	"""The community takes the member in; the grid is asked for on the way."""
	secretary.open_form(DOCTYPE, newcomer.registration)
	secretary.settle()
	look(secretary, "15-form-community-acceptance")
	secretary.act(zh("Accept into Grid"))
	secretary.fill_link(secretary.dialog.locator("input[data-fieldname=grid]"), GRID)
	look(secretary, "16-dialog-grid")
	secretary.dialog.get_by_role("button", name=zh("Accept into Grid")).click()
	shows_state(secretary, "Placed in Grid")
	secretary.settle()
	look(secretary, "17-form-placed")


def take(someone, action: str, then: str) -> None:
	someone.act(zh(action))
	shows_state(someone, then)


def shows_state(someone, name: str) -> None:
	expect(someone.page.locator(".page-container:visible .page-title .indicator-pill")).to_have_text(zh(name))


def state(phone: Phone, name: str) -> None:
	expect(phone.entry(KIND).locator(".state")).to_have_text(zh(name))


def open_print(secretary, newcomer: Newcomer, look) -> None:
	"""The paper, on the screen and as the PDF that is handed on."""
	secretary.open_desk(f"print/{DOCTYPE}/{newcomer.registration}")
	paper = secretary.page.frame_locator("iframe.print-format-container")
	expect(paper.get_by_text("报到信息采集表")).to_be_visible()
	secretary.settle()
	expect(secretary.dialog).to_have_count(0)
	look(secretary, "19-print")
	address = f"doctype={DOCTYPE}&name={newcomer.registration}&format=Sink Registration Form"
	pdf = secretary.context.request.get(f"/api/method/frappe.utils.print_format.download_pdf?{address}")
	assert pdf.headers["content-type"] == "application/pdf"
	text = pdf_text(pdf.body()).replace(" ", "")
	for words in (MEMBER, "报到信息采集表", COMMUNITY, "第7网格", "摄影摄像", REASON):
		assert words in text, f"the paper lacks {words}:\n{text}"
	assert english_left(pdf_text(pdf.body()).split()) == []


def refuse_a_stranger(stranger, newcomer: Newcomer, look) -> None:
	"""A secretary of another community meets the member on no page."""
	stranger.open_desk(f"sink-registration?member={newcomer.member}")
	assert MEMBER not in stranger.text()
	with stranger.expecting_refusals():
		stranger.open_desk(f"sink-registration/{newcomer.registration}")
		expect(stranger.dialog).to_be_visible()
		look(stranger, "20-refused")
		assert MEMBER not in stranger.text()
	paper = f"doctype={DOCTYPE}&name={newcomer.registration}"
	doors = ("/printview?", "/api/method/frappe.utils.print_format.download_pdf?")
	for door in (*(door + paper for door in doors), f"/api/resource/{DOCTYPE}/{newcomer.registration}"):
		# as a browser asks for an address that was typed in
		answer = stranger.context.request.get(door, headers={"Accept": "text/html"}).text()
		assert MEMBER not in answer
		assert newcomer.member not in answer
