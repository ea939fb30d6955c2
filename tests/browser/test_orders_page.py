"""From a resident's call to the rating: at the community's desk, on members' phones, by a resident's link."""

from dataclasses import dataclass
from datetime import timedelta

import frappe
import pytest
from frappe.utils import now_datetime
from playwright.sync_api import expect

from sink_app.tests import factories, service
from tests.support import data
from tests.support.phone import NARROW, Phone
from tests.support.words import zh

WORDS = "三楼独居老人下周二要去医院复查，没人陪"
ALIKE = "独居老人下周二去医院复查，想有人陪"


@dataclass
class Place:
	"""A community with its staff and members who are placed there."""

	world: object
	staff: str
	members: list


@pytest.fixture
def place(site) -> Place:
	with data.committed():
		world = data.named_world("点单")
		staff = factories.make_stand("Sink Community Staff", world.community)
		members = service.make_server(world, 3)
		for member, name in zip(members, ("梅接单", "柳候补", "竺派单"), strict=True):
			member.update({"member_name": name, "times": [{"day_kind": "Workday"}]}).save()
		data.let_in(staff, world.secretary, *(member.user for member in members))
	return Place(world, staff, members)


def fits(page) -> None:
	"""Nothing is wider than the phone."""
	assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]


def take_call(staff, words: str, phone: str, look=None) -> None:
	"""Three fields and one click."""
	staff.page.get_by_role("button", name=zh("Take a Call")).first.click()
	expect(staff.dialog).to_be_visible()
	fields = staff.dialog.locator(".frappe-control:visible [data-fieldname]:is(input, textarea)")
	expect(fields).to_have_count(3)
	staff.dialog.locator("textarea[data-fieldname=words]").fill(words)
	staff.dialog.locator("input[data-fieldname=phone]").fill(phone)
	staff.dialog.locator("[data-fieldname=address] input").fill("3栋1单元301室")
	if look:
		look(staff, "93-dialog-take-a-call")
	staff.dialog.locator(".btn-primary:visible").click()
	staff.settle()


def press(someone, label: str) -> None:
	"""Press a button of the form that is open."""
	button = someone.page.locator(".page-container:visible .page-head").get_by_role(
		"button", name=label, exact=True
	)
	button.click()
	someone.settle()


def order_of(words: str) -> str:
	data.look_again()
	demand = frappe.db.get_value("Sink Demand", {"words": words})
	return frappe.db.get_value("Sink Order", {"demand": demand})


def test_ord_01_lst_14_from_a_call_to_the_rating(person, place, look):
	staff = person("staff")
	staff.log_in(place.staff, data.password())
	two_call_about_one_thing(staff, look)
	press(staff, zh("Make an Order"))
	staff.page.wait_for_url("**/sink-order/*")
	staff.settle()
	look(staff, "96-form-order-placed")
	press(staff, zh("Open to Claims"))
	pill = staff.page.locator(".page-container:visible .page-title .indicator-pill")
	expect(pill).to_have_text(zh("Order Dispatched"))

	first, second = claim_on_phones(person, place, look)
	give_back_and_move_up(first, second)
	serve(second)
	staff.open_form("Sink Order", order_of(WORDS))
	staff.settle()
	expect(staff.page.locator(".sink-claims:visible")).to_contain_text("柳候补")
	look(staff, "99-form-order-handed-in")
	staff.act(zh("Confirm Service"))
	expect(pill).to_have_text(zh("Order Completed"))
	staff.settle()
	rate_by_link(person, staff, look)
	staff.open_form("Sink Order", order_of(WORDS))
	expect(pill).to_have_text(zh("Order Rated"))
	staff.settle()
	look(staff, "99c-form-order-rated")


def two_call_about_one_thing(staff, look) -> None:
	"""The second call is offered with the first for merging, and both callers are kept."""
	for words, phone, seen in ((ALIKE, "13912345678", None), (WORDS, "13812345678", look)):
		staff.open_desk("sink-demand")
		staff.settle()
		take_call(staff, words, phone, seen)
	data.look_again()
	staff.open_form("Sink Demand", frappe.db.get_value("Sink Demand", {"words": WORDS}))
	staff.settle()
	box = staff.page.locator("[data-alike]:visible")
	expect(box).to_have_count(1)
	look(staff, "94-form-demand-alike")
	box.check()
	staff.page.get_by_role("button", name=zh("Merge the Ticked Ones Into This")).click()
	expect(staff.page.get_by_text(zh("Everybody Who Called")).first).to_be_visible()
	staff.settle()
	look(staff, "95-form-demand-merged")


def serve(phone: Phone) -> None:
	"""The time has come, and the member says that it is done."""
	begun = now_datetime() - timedelta(hours=1)
	with data.committed():
		order = frappe.get_doc("Sink Order", order_of(WORDS))
		order.update({"starts_on": begun, "ends_on": begun + timedelta(hours=2)}).save()
	phone.home()
	phone.page.get_by_role("link", name=zh("View Orders")).tap()
	phone.page.get_by_role("button", name=zh("Service Done")).tap()
	expect(phone.page.locator(".notice")).to_have_text(zh("Thank you. The community confirms it."))


def claim_on_phones(person, place, look) -> tuple[Phone, Phone]:
	"""Two members take an order for one: the second waits."""
	phones = []
	for number, member in enumerate(place.members[:2]):
		someone = person(f"member{number}", phone=True)
		someone.page.set_viewport_size(NARROW)
		someone.log_in(member.user, data.password())
		phone = Phone(someone)
		phone.home()
		phone.page.get_by_role("link", name=zh("View Orders")).tap()
		card = phone.page.locator("section.card").filter(has_text="独居老人")
		expect(card).to_be_visible()
		if not number:
			look(someone, "97-phone-orders")
		fits(phone.page)
		card.get_by_role("button").tap()
		expect(phone.page.locator(".notice")).to_be_visible()
		phones.append(phone)
	look(phones[0].person, "98-phone-order-held")
	expect(phones[1].page.locator(".state").first).to_contain_text("候补")
	return phones[0], phones[1]


def give_back_and_move_up(first: Phone, second: Phone) -> None:
	"""退单 with a reason; who waited holds the order, and speaks with the community before going."""
	card = first.page.locator("section.card").filter(has_text="301")
	card.get_by_role("button", name=zh("Give Back")).tap()
	card.locator("textarea:visible").fill("临时出差")
	card.get_by_role("button", name=zh("Really Give It Up")).tap()
	expect(first.page.locator(".notice")).to_contain_text("独居老人")
	second.home()
	second.page.get_by_role("link", name=zh("View Orders")).tap()
	held = second.page.locator("section.card").filter(has_text="301")
	held.get_by_role("button", name=zh("WeChat")).tap()
	said = zh("You spoke with the community: {0}").replace("{0}", zh("WeChat"))
	expect(held).to_contain_text(said)
	fits(second.page)


def rate_by_link(person, staff, look) -> None:
	"""The resident follows the link once."""
	press(staff, zh("Link for the Resident"))
	address = staff.dialog.locator("code").inner_text()
	resident = person("resident", phone=True)
	data.forget_limits()
	resident.page.set_viewport_size(NARROW)
	path = address[address.index("/rate") :]
	resident.open(path)
	look(resident, "99a-public-rate")
	fits(resident.page)
	resident.page.get_by_label(zh("Very Satisfied"), exact=True).check()
	resident.page.locator("textarea").fill("小同志很耐心")
	resident.page.get_by_role("button", name=zh("Send"), exact=True).tap()
	expect(resident.page.locator(".answer")).to_have_text(
		zh("Thank you. Your words have reached the community.")
	)
	resident.open(path)
	expect(resident.page.locator("form.sending")).to_have_count(0)


def test_suitable_people_are_named_with_reasons(person, place, look):
	with data.committed():
		order = service.make_order(place.world.grid, title="上门量血压", head_count=2)
	secretary = person("secretary")
	secretary.log_in(place.world.secretary, data.password())
	secretary.open_form("Sink Order", order.name)
	secretary.settle()
	press(secretary, zh("Name People"))
	rows = secretary.dialog.locator("tbody tr")
	expect(rows).to_have_count(3)
	expect(rows.first).to_contain_text(zh("has not served yet this year"))
	rows.nth(0).get_by_role("checkbox").check()
	rows.nth(1).get_by_role("checkbox").check()
	look(secretary, "99d-dialog-name-people")
	secretary.dialog.get_by_role("button", name=zh("Give the Order")).click()
	expect(secretary.page.locator(".sink-claims:visible tr")).to_have_count(2)
	secretary.settle()
	look(secretary, "99e-form-order-named")


def test_lst_13_a_resident_tells_the_community_on_the_public_page(person, place, look):
	resident = person("everybody", phone=True)
	data.forget_limits()
	resident.page.set_viewport_size(NARROW)
	resident.open(f"/demands?community={place.world.community.name}")
	fits(resident.page)
	look(resident, "99f-public-demand")
	resident.page.locator("textarea").fill("井盖松动，夜里危险")
	resident.page.locator("input[name=phone]").fill("13812345678")
	resident.page.get_by_role("button", name=zh("Send to the Community")).tap()
	thanks = zh("Thank you. The community has your request and will look into it.")
	expect(resident.page.locator(".answer")).to_have_text(thanks)


def test_the_lists_calendar_kanban_and_reports(person, look):
	staff = person("staff")
	staff.log_in(data.demo_user("community"), data.password())
	for name, path, shown in (
		("99g-list-demands", "sink-demand", ".list-row:visible"),
		("99h-list-orders", "sink-order", ".list-row:visible"),
		("99i-calendar-orders", "sink-order/view/calendar/default", ".fc-event:visible"),
		("99j-kanban-orders", "sink-order/view/kanban/服务单看板", ".kanban-card:visible"),
		("99k-report-timeliness", "query-report/Sink Order Timeliness", ".dt-row:visible"),
		("99l-report-skill-use", "query-report/Sink Skill Use", ".dt-row:visible"),
		("99m-community-desk", "sink-community-desk", ".shortcut-widget-box:visible"),
	):
		staff.open_desk(path)
		expect(staff.page.locator(shown).first).to_be_visible()
		staff.settle()
		look(staff, name)
		if "kanban" in path:
			# a step is taken on the order, and a new order begins at the beginning
			expect(staff.page.locator(".add-card:visible")).to_have_count(0)
