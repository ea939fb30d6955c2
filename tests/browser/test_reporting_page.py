"""A year is told: a half-year report by phone, the branch at its desk, the unit and its supervisor."""

from dataclasses import dataclass
from random import randint

import frappe
import pytest
from playwright.sync_api import expect

from tests.support import data
from tests.support.phone import Phone
from tests.support.words import zh

NARROW = {"width": 360, "height": 740}
PILL = ".page-container:visible .page-title .indicator-pill"
HALF_YEAR, ANNUAL = "Sink Half-Year Report", "Sink Annual Report"


@dataclass
class Place:
	"""A unit with a branch and everybody who reports there."""

	world: object
	user: str
	member: str
	secretary: str
	chief: str
	supervisor: str


@pytest.fixture
def place(site) -> Place:
	from sink_app.registration import tallies
	from sink_app.tests import factories

	with data.committed():
		world = data.named_world("述职")
		world.system.update({"org_name": f"述职系统{world.system.name[:4]}"}).save()
		user = factories.make_user("Sink Member")
		mobile = f"1990008{randint(0, 9999):04d}"
		member = factories.make_member(world.branch, user=user, member_name="方知行", mobile=mobile)
		factories.make_placed(member, world.community, world.grid, registration_type="Residence")
		tallies.refresh([member.name])
		record = factories.make_service_record(member, world.grid)
		frappe.db.set_value("Sink Service Record", record.name, "workflow_state", "Record Confirmed")
		people = (
			factories.make_stand("Sink Branch Secretary", world.branch),
			factories.make_stand("Sink Unit Organizer", world.unit),
			factories.make_stand("Sink Supervisor", world.unit),
		)
		data.let_in(user, world.organizer, *people)
	return Place(world, user, member.name, *people)


@pytest.fixture
def phone(person, place) -> Phone:
	someone = person("member", phone=True)
	someone.page.set_viewport_size(NARROW)
	someone.log_in(place.user, data.password())
	return Phone(someone)


def at_desk(person, name: str, user: str):
	someone = person(name)
	someone.log_in(user, data.password())
	return someone


def field(someone, name: str):
	return someone.page.locator(f".page-container:visible .frappe-control[data-fieldname='{name}']")


def give_reason(someone, reason: str) -> None:
	someone.dialog.locator("textarea").first.fill(reason)
	someone.dialog.locator(".btn-primary").click()
	someone.settle()


def test_rpt_03_rpt_04_rpt_01_a_year_is_told(phone, person, place, look):
	write_on_the_phone(phone, look)
	secretary = at_desk(person, "secretary", place.secretary)
	report = frappe.db.get_value(HALF_YEAR, {"member": place.member})
	send_back(secretary, report, look)
	mend_on_the_phone(phone, look)
	accept(secretary, report, look)
	look_at_the_file(secretary, place, look)
	organizer = at_desk(person, "organizer", place.world.organizer)
	annual = compile_the_year(organizer, look)
	file_the_year(at_desk(person, "chief", place.chief), annual)
	supervise(at_desk(person, "supervisor", place.supervisor), place, look)


def write_on_the_phone(phone: Phone, look) -> None:
	"""The figures are there already; words and one self-check are added."""
	phone.home()
	card = phone.page.locator(".card").filter(has_text=zh("Half-Year Report"))
	expect(card).to_be_visible()
	look(phone.person, "110-phone-home-half-year")
	card.get_by_role("link", name=zh("Write the Report")).tap()
	figures = phone.page.locator(".card").filter(has_text=zh("What the Records Say"))
	expect(figures).to_contain_text(zh("Times Served"))
	with phone.person.expecting_refusals():
		phone.send(zh("Hand In Report"))
		expect(phone.page.get_by_text("提交前请先填写").first).to_be_visible()
	phone.fill(zh("What I Did and What Came of It"), "周末参加清洁家园，帮两户老人代办医保查询。")
	phone.page.get_by_role("button", name=zh("Add a Line")).first.tap()
	for label, text in (("Problem", "参加次数不够均衡"), ("Measure", "每月固定一次")):
		phone.page.get_by_label(zh(label), exact=True).fill(text)
	assert phone.page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
	look(phone.person, "111-phone-half-year")
	phone.send(zh("Hand In Report"))
	expect(phone.page.locator(".person h1")).to_be_visible()
	expect(card).to_contain_text(zh("Report in Review"))


def send_back(secretary, report: str, look) -> None:
	secretary.open_form(HALF_YEAR, report)
	expect(secretary.page.locator(PILL)).to_have_text(zh("Report in Review"))
	look(secretary, "112-form-half-year")
	secretary.act(zh("Send Back"))
	give_reason(secretary, "请写明参加了几次")
	expect(secretary.page.locator(PILL)).to_have_text(zh("Returned"))


def mend_on_the_phone(phone: Phone, look) -> None:
	phone.home()
	card = phone.page.locator(".card").filter(has_text=zh("Half-Year Report"))
	expect(card).to_contain_text("请写明参加了几次")
	card.get_by_role("link", name=zh("Go On")).tap()
	phone.fill(zh("What I Did and What Came of It"), "参加清洁家园一次，帮两户老人代办医保查询。")
	look(phone.person, "113-phone-half-year-returned")
	phone.send(zh("Hand In Report"))
	expect(phone.page.locator(".person h1")).to_be_visible()


def accept(secretary, report: str, look) -> None:
	secretary.open_form(HALF_YEAR, report)
	secretary.settle()
	secretary.act(zh("Accept Report"))
	secretary.dialog.locator("textarea").first.fill("服务扎实，请继续")
	secretary.dialog.locator(".btn-primary").click()
	secretary.settle()
	expect(secretary.page.locator(PILL)).to_have_text(zh("Report Accepted"))
	secretary.open_desk("query-report/Sink Missing Half-Year Reports")
	expect(secretary.page.locator(".report-summary")).to_be_visible()
	look(secretary, "114-report-missing-half-year")


def look_at_the_file(secretary, place: Place, look) -> None:
	secretary.open_desk(f"sink-service-file/{place.member}")
	expect(secretary.page.locator(".sink-service-file")).to_contain_text(zh("Hours by Year"))
	look(secretary, "115-page-service-file")


def compile_the_year(organizer, look) -> str:
	"""A unit's report: its figures are there when it is saved, its overview is drafted from them."""
	organizer.open_desk("sink-annual-report/new")
	organizer.settle()
	organizer.page.locator(".page-container:visible").get_by_role(
		"button", name=zh("Draft From the Figures")
	).first.click()
	expect(field(organizer, "overview").locator("textarea")).not_to_have_value("")
	organizer.page.keyboard.press("Control+s")
	organizer.page.wait_for_function("() => !location.pathname.includes('/new')")
	organizer.settle()
	expect(field(organizer, "figures")).to_contain_text(zh("Times Served"))
	look(organizer, "116-form-annual-report")
	organizer.act(zh("Submit for Decision"))
	organizer.settle()
	expect(organizer.page.locator(PILL)).to_have_text(zh("Committee Review"))
	return organizer.page.url.rsplit("/", 1)[1]


def file_the_year(chief, annual: str) -> None:
	chief.open_form(ANNUAL, annual)
	chief.settle()
	chief.act(zh("File Report"))
	chief.settle()
	expect(chief.page.locator(PILL)).to_have_text(zh("Report Filed"))


def supervise(supervisor, place: Place, look) -> None:
	"""The supervisor's desk, and the row of the unit in the report."""
	supervisor.open_desk("sink-supervision-desk")
	look(supervisor, "117-desk-supervision")
	supervisor.open_desk("query-report/Sink Units Under Supervision")
	row = supervisor.page.locator(".dt-row").filter(has_text=place.world.unit.org_name)
	expect(row.first).to_contain_text(zh("Report Filed"))
	look(supervisor, "118-report-units-under-supervision")
	row.first.get_by_role("link", name=zh("Report Filed")).click()
	expect(supervisor.page.locator(PILL)).to_have_text(zh("Report Filed"))
