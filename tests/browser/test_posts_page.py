"""Posts and commitments as members, a community and everybody else meet them."""

import re
from dataclasses import dataclass
from random import randint

import frappe
import pytest
from playwright.sync_api import expect

from tests.support import data
from tests.support.phone import NARROW, Phone
from tests.support.words import zh

CLINIC = {
	"title": "义诊服务岗",
	"position_class": "健康医疗",
	"duties": "每月到社区开展一次测血压、测血糖和健康咨询。",
	"headcount": 2,
	"day_kind": "Weekend",
	"contact_name": "宁小雨",
	"contact_phone": "027-81970001",
}
PATROL = {
	"title": "治安巡逻岗",
	"position_class": "安全宣传与治安巡逻",
	"duties": "晚间在小区巡逻，检查消防通道和电动车充电。",
	"headcount": 3,
}


@dataclass
class Place:
	"""A community with a post, and a member who is placed there."""

	world: object
	position: object
	user: str
	member: str


@pytest.fixture
def place(site) -> Place:
	from sink_app.tests import factories

	with data.committed():
		world = data.named_world("岗位")
		user = factories.make_user("Sink Member")
		mobile = f"1990008{randint(0, 9999):04d}"
		skills = [{"skill": "医疗护理"}]
		member = factories.make_member(
			world.branch, user=user, member_name="梅定岗", mobile=mobile, skills=skills
		)
		factories.make_placed(member, world.community, world.grid)
		position = factories.make_position(world.community, **CLINIC, skills=skills)
		factories.make_position(world.community, **PATROL, grid=world.grid.name)
		world.branch_secretary = factories.make_stand("Sink Branch Secretary", world.branch)
		data.let_in(user, world.secretary, world.organizer, world.branch_secretary)
	return Place(world, position, user, member.name)


@pytest.fixture
def phone(person, place) -> Phone:
	someone = person("member", phone=True)
	someone.page.set_viewport_size(NARROW)
	someone.log_in(place.user, data.password())
	return Phone(someone)


def fits(phone: Phone) -> None:
	"""Nothing is wider than the phone."""
	assert phone.page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]


def test_reg_23_a_post_is_claimed_by_one_tap_and_confirmed(phone, person, place, look):
	phone.home()
	look(phone.person, "70-phone-home-posts")
	phone.page.get_by_role("link", name=zh("Choose a Post")).tap()
	post = phone.page.locator("section.card").filter(has_text="义诊服务岗")
	expect(post.locator(".fits")).to_contain_text("医疗护理")
	fits(phone)
	look(phone.person, "71-phone-posts")
	post.get_by_role("button").tap()
	expect(phone.page.locator(".notice")).to_contain_text("义诊服务岗")
	held = phone.page.locator("section.card").filter(has_text="宁小雨")
	expect(held.locator(".state")).to_have_text(zh("Post Claimed"))
	look(phone.person, "72-phone-post-claimed")

	secretary = person("secretary")
	secretary.log_in(place.world.secretary, data.password())
	data.look_again()
	name = frappe.db.get_value("Sink Position Assignment", {"member": place.member})
	secretary.open_form("Sink Position Assignment", name)
	secretary.settle()
	look(secretary, "73-form-assignment")
	secretary.act(zh("Confirm Post"))
	pill = secretary.page.locator(".page-container:visible .page-title .indicator-pill")
	expect(pill).to_have_text(zh("Post Confirmed"))

	phone.home()
	phone.page.locator("section.card").filter(has_text=zh("My Posts")).get_by_role("link").tap()
	expect(held.locator(".state")).to_have_text(zh("Post Confirmed"))
	held.get_by_role("button", name=zh("Give Up Post")).tap()
	held.locator("textarea").fill("外出培训三个月")
	held.get_by_role("button", name=zh("Really Give It Up")).tap()
	expect(phone.page.locator(".notice")).to_contain_text("义诊服务岗")
	expect(held).to_have_count(0)


def test_reg_12_whom_a_post_suits_and_the_table_of_proposals(person, place, look):
	secretary = person("secretary")
	secretary.log_in(place.world.secretary, data.password())
	secretary.open_form("Sink Position", place.position.name)
	secretary.settle()
	look(secretary, "74-form-position")
	secretary.page.get_by_role("button", name=zh("Whom It Suits")).click()
	expect(secretary.dialog.locator("tbody tr").first).to_contain_text("医疗护理")
	look(secretary, "75-dialog-suggestions")
	secretary.dialog.locator(".btn-modal-close").click()

	organizer = person("organizer")
	organizer.log_in(place.world.organizer, data.password())
	organizer.open_desk("sink-post-proposal/new")
	organizer.settle()
	organizer.page.keyboard.press("Control+s")
	organizer.page.wait_for_function("() => !location.pathname.includes('/new')")
	organizer.settle()
	organizer.page.get_by_role("button", name=zh("Propose Posts")).click()
	expect(organizer.page.locator(".grid-body .rows .grid-row").first).to_be_visible()
	organizer.settle()
	look(organizer, "76-form-proposal")
	organizer.page.locator(".page-actions:visible .btn-primary").filter(has_text="定岗").click()
	organizer.dialog.get_by_role("button", name=zh("Yes")).click()
	expect(organizer.page.locator(".form-message:visible")).to_contain_text("1")
	organizer.settle()
	look(organizer, "77-form-proposal-placed")
	data.look_again()
	assert frappe.db.exists(
		"Sink Position Assignment", {"member": place.member, "workflow_state": "Post Claimed"}
	)


def test_cmt_01_cmt_04_a_member_promises_on_the_phone_and_everybody_reads_it(phone, person, place, look):
	from sink_app.registration.posts import claiming
	from sink_app.tests import factories

	with data.committed(), factories.as_user(place.world.secretary):
		claiming.place(place.member, place.position.name)
	phone.home()
	phone.page.get_by_role("link", name=zh("Write a Commitment")).tap()
	expect(phone.page.locator(".row textarea").first).to_have_value(re.compile("义诊服务岗"))
	fits(phone)
	look(phone.person, "78-phone-commitment")
	phone.send(zh("Submit Promise"))
	expect(phone.page.locator(".person h1")).to_be_visible()

	name = publish(place)
	phone.home()
	phone.page.get_by_role("link", name=zh("Tell What Is Done")).tap()
	phone.page.get_by_role("button", name=zh("Fulfilled"), exact=True).tap()
	phone.page.locator("textarea").fill("义诊6次，服务居民120人次。")
	fits(phone)
	look(phone.person, "79-phone-commitment-kept")
	phone.send(zh("Save"))
	expect(phone.page.locator(".person h1")).to_be_visible()

	read_and_remark(person("everybody", phone=True), place, look)
	secretary = person("secretary")
	secretary.log_in(place.world.secretary, data.password())
	secretary.open_form("Sink Commitment", name)
	secretary.settle()
	look(secretary, "83-form-commitment")
	secretary.open_desk("sink-commitment-feedback")
	secretary.settle()
	look(secretary, "84-list-feedback")


def publish(place: Place) -> str:
	"""Branch and community do their part."""
	from sink_app.approvals import steps
	from sink_app.tests import factories

	data.look_again()
	name = frappe.db.get_value("Sink Commitment", {"member": place.member})
	taken = ((place.world.branch_secretary, "Approve Promise"), (place.world.secretary, "Begin to Keep"))
	with data.committed():
		for user, action in taken:
			with factories.as_user(user):
				steps.take("Sink Commitment", name, action)
	return name


def read_and_remark(everybody, place: Place, look) -> None:
	"""Somebody who has no account looks at the public page and says what they think."""
	data.forget_limits()
	everybody.page.set_viewport_size(NARROW)
	everybody.open("/commitments")
	look(everybody, "80-public-communities")
	everybody.open(f"/commitments?community={place.world.community.name}")
	card = everybody.page.locator("article.card")
	expect(card).to_contain_text("梅同志")
	expect(card).to_contain_text("120人次")
	assert everybody.page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
	look(everybody, "81-public-commitments")
	card.locator("summary").tap()
	card.get_by_label("满意", exact=True).check()
	card.locator("textarea").fill("医生很耐心")
	look(everybody, "82-public-remark")
	card.get_by_role("button", name=zh("Send Remark")).tap()
	thanks = zh("Thank you. The community reads it first; then it is shown here.")
	expect(card.locator(".answer")).to_have_text(thanks)


def test_the_lists_and_reports(person, look):
	secretary = person("community")
	secretary.log_in(data.demo_user("community"), data.password())
	for name, path in (
		("85-list-positions", "sink-position"),
		("86-list-assignments", "sink-position-assignment"),
		("87-list-commitments", "sink-commitment"),
		("88-report-holders", "query-report/Sink Posts and Holders"),
		("89-report-balance", "query-report/Sink Balance of Posts"),
		("90-report-grids", "query-report/Sink Grids without Building Head"),
		("91-report-publications", "query-report/Sink Fulfilment Publications"),
	):
		secretary.open_desk(path)
		expect(secretary.page.locator(".list-row:visible, .dt-row:visible").first).to_be_visible()
		secretary.settle()
		look(secretary, name)


def test_the_papers_are_printed_in_chinese(person, look):
	"""楼栋长聘书 and 公开承诺书, as PDF."""
	from tests.support.reading import pdf_text
	from tests.support.words import english_left

	secretary = person("community")
	secretary.log_in(data.demo_user("community"), data.password())
	head = frappe.db.get_value(
		"Sink Position Assignment", {"kind": "Building Head", "owner": ("like", "%@demo.example")}
	)
	promise = frappe.db.get_value("Sink Commitment", {"owner": data.demo_user("member")})
	for doctype, name, paper, words in (
		("Sink Position Assignment", head, "Sink Building Head Letter", ("楼栋长", "聘书", "经院社区")),
		("Sink Commitment", promise, "Sink Commitment Form", ("公开承诺书", "周承远", "完成标准")),
	):
		address = f"doctype={doctype}&name={name}&format={paper}"
		pdf = secretary.context.request.get(f"/api/method/frappe.utils.print_format.download_pdf?{address}")
		assert pdf.headers["content-type"] == "application/pdf"
		text = pdf_text(pdf.body())
		assert all(word in text.replace(" ", "").replace("\n", "") for word in words), text
		assert english_left(text.split()) == []
