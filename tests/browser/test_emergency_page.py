"""An emergency drill and a whistle, as a community and its members meet them at desk and phone."""

from dataclasses import dataclass
from random import randint

import frappe
import pytest
from playwright.sync_api import expect

from tests.support import data
from tests.support.phone import NARROW, Phone
from tests.support.words import zh

PILL = ".page-container:visible .page-title .indicator-pill"


@dataclass
class Place:
	"""A community with its staff, and a member who can be called."""

	world: object
	staff: str
	user: str
	member: str


@pytest.fixture
def place(site) -> Place:
	from sink_app.tests import factories

	with data.committed():
		world = data.named_world("哨点")
		user = factories.make_user("Sink Member")
		mobile = f"1990007{randint(0, 9999):04d}"
		member = factories.make_member(
			world.branch, user=user, member_name="江守堤", mobile=mobile, can_emergency=1
		)
		factories.make_placed(member, world.community, world.grid)
		staff = factories.make_stand("Sink Community Staff", world.community)
		data.let_in(user, staff, world.secretary, world.organizer)
	return Place(world, staff, user, member.name)


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


def fits(phone: Phone) -> None:
	"""Nothing is wider than the phone."""
	assert phone.page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]


def field(someone, name: str):
	return someone.page.locator(f".page-container:visible .frappe-control[data-fieldname='{name}']")


def give_reason(someone, reason: str) -> None:
	someone.dialog.locator("textarea").first.fill(reason)
	someone.dialog.locator(".btn-primary").click()
	someone.settle()


def test_emg_01_emg_02_a_drill_at_desk_and_phone(phone, person, place, look):
	secretary = at_desk(person, "secretary", place.world.secretary)
	declare(secretary, look)
	come_and_go(phone, look)

	secretary.page.reload()
	secretary.settle()
	secretary.page.get_by_role("button", name=zh("Roll-Call"), exact=True).click()
	expect(secretary.page.locator(".list-row:visible").first).to_contain_text("江守堤")
	look(secretary, "104-list-roll-call")
	secretary.page.go_back()
	secretary.settle()
	secretary.act(zh("End Emergency"))
	give_reason(secretary, "演练结束")
	expect(secretary.page.locator(PILL)).to_have_text(zh("Emergency Review"))
	# the form is read anew once more when the site tells of the step
	secretary.settle()
	secretary.act(zh("Close with Review"))
	give_reason(secretary, "1人应召到场，集结用时15分钟。")
	expect(secretary.page.locator(PILL)).to_have_text(zh("Emergency Closed"))
	look(secretary, "105-form-emergency-closed")


def test_emg_01_whoever_ends_it_says_what_becomes_of_its_orders(person, place):
	from sink_app.tests import emergencies

	with data.committed():
		user, area = place.world.secretary, place.world.community.name
		made = emergencies.make_emergency(user, area, tasks=[{"title": "巡堤"}])
		name = emergencies.declare(made, user).name
	secretary = at_desk(person, "secretary", place.world.secretary)
	secretary.open_desk(f"sink-emergency/{name}")
	secretary.settle()
	secretary.act(zh("End Emergency"))
	expect(secretary.dialog).to_contain_text("还有 1 张服务单未完成")
	chosen = secretary.dialog.locator("[data-fieldname='open_orders'] select")
	chosen.select_option(label=zh("Close Them"))
	give_reason(secretary, "水位回落")
	expect(secretary.page.locator(PILL)).to_have_text(zh("Emergency Review"))
	data.look_again()
	assert frappe.db.get_value("Sink Order", {"emergency": name}, "workflow_state") == "Order Cancelled"


def declare(secretary, look) -> None:
	"""Fill in a drill and declare it; the bar of every page says so."""
	secretary.open_desk("sink-emergency/new")
	secretary.settle()
	field(secretary, "title").locator("input").fill("防汛演练")
	secretary.fill_link(field(secretary, "kind").locator("input"), "防汛抢险")
	field(secretary, "is_drill").get_by_role("checkbox").first.check()
	field(secretary, "situation").locator("textarea").fill("模拟水位超警戒，巡堤查险")
	field(secretary, "assembly_place").locator("input").fill("社区党群服务中心")
	look(secretary, "100-form-emergency-new")
	secretary.page.keyboard.press("Control+s")
	secretary.page.wait_for_function("() => !location.pathname.includes('/new')")
	secretary.settle()
	secretary.act(zh("Declare Emergency"))
	give_reason(secretary, "汛前演练")
	expect(secretary.page.locator(PILL)).to_have_text(zh("Emergency in Force"))
	expect(secretary.page.locator(".sink-mode")).to_contain_text("防汛演练")
	secretary.settle()
	look(secretary, "101-form-emergency-in-force")


def come_and_go(phone: Phone, look) -> None:
	"""Who is called answers, arrives and leaves by one tap each."""
	phone.home()
	card = phone.page.locator(".card.emergency")
	expect(card).to_contain_text("社区党群服务中心")
	fits(phone)
	look(phone.person, "102-phone-called")
	card.get_by_role("button", name=zh("I Am Coming")).tap()
	expect(card.get_by_role("button", name=zh("I Am Coming"))).to_have_count(0)
	card.get_by_role("button", name=zh("I Have Arrived")).tap()
	expect(card.get_by_role("button", name=zh("I Am Leaving"))).to_be_visible()
	look(phone.person, "103-phone-arrived")
	card.get_by_role("button", name=zh("I Am Leaving")).tap()
	expect(card).to_contain_text(zh("Departed"))


def test_ord_02_ord_03_a_member_whistles_and_a_unit_helps(phone, person, place, look):
	phone.home()
	look(phone.person, "106-phone-home-whistle")
	phone.page.get_by_role("link", name=zh("Whistle or Help")).tap()
	phone.page.get_by_label(zh("What Kind")).select_option("安全隐患")
	phone.page.get_by_label(zh("In One Sentence")).fill("3栋楼道堆物堵住消防通道")
	phone.page.get_by_label(zh("What Is the Matter")).fill("住户不肯搬")
	fits(phone)
	look(phone.person, "107-phone-whistle")
	phone.page.get_by_role("button", name=zh("Blow Whistle")).tap()
	expect(phone.page.locator(".state").first).to_have_text(zh("Whistle Blown"))

	staff = at_desk(person, "staff", place.staff)
	data.look_again()
	name = frappe.db.get_value("Sink Whistle", {"member": place.member})
	call_the_unit(staff, name, place, look)
	the_unit_comes(at_desk(person, "organizer", place.world.organizer), name, look)
	report_the_result(staff, name, look)

	phone.home()
	phone.page.get_by_role("link", name=zh("Whistle or Help")).tap()
	words = zh("Solved · {0}").format(zh("Satisfied"))
	judged = phone.page.get_by_role("button", name=words, exact=True)
	expect(judged).to_be_visible()
	look(phone.person, "112-phone-whistle-judged")
	judged.tap()
	expect(phone.page.locator(".state").first).to_have_text(zh("Whistle Closed"))


def call_the_unit(staff, name: str, place: Place, look) -> None:
	staff.open_form("Sink Whistle", name)
	staff.settle()
	look(staff, "108-form-whistle")
	staff.page.get_by_role("button", name=zh("Call to Help"), exact=True).click()
	unit = staff.dialog.locator("[data-fieldname='organization'] input")
	staff.fill_link(unit, place.world.unit.org_name)
	staff.dialog.locator("[data-fieldname='task'] textarea").fill("派人清运")
	look(staff, "109-dialog-call-to-help")
	staff.dialog.locator(".btn-modal-primary").click()
	staff.settle()


def the_unit_comes(organizer, name: str, look) -> None:
	data.look_again()
	organizer.open_form("Sink Whistle Call", frappe.db.get_value("Sink Whistle Call", {"whistle": name}))
	organizer.settle()
	look(organizer, "110-form-whistle-call")
	organizer.page.get_by_role("button", name=zh("Coming"), exact=True).click()
	organizer.settle()


def report_the_result(staff, name: str, look) -> None:
	staff.open_form("Sink Whistle", name)
	staff.settle()
	expect(staff.page.locator(PILL)).to_have_text(zh("Whistle in Hand"))
	staff.act(zh("Report Result"))
	staff.dialog.locator("textarea").first.fill("已清运两车，张贴告知书")
	staff.dialog.locator("select").first.select_option("Solved")
	look(staff, "111-dialog-report-result")
	staff.dialog.locator(".btn-primary").click()
	expect(staff.page.locator(PILL)).to_have_text(zh("Whistle Resolved"))


def test_the_lists_and_reports(person, look):
	staff = at_desk(person, "staff", data.demo_user("staff"))
	for name, path in (
		("113-list-whistles", "sink-whistle"),
		("114-list-emergencies", "sink-emergency"),
		("115-report-rates", "query-report/Sink Whistle Rates"),
		("116-report-roll-call", "query-report/Sink Emergency Roll Call"),
	):
		staff.open_desk(path)
		expect(staff.page.locator(".list-row:visible, .dt-row:visible").first).to_be_visible()
		staff.settle()
		look(staff, name)


def test_the_papers_are_printed_in_chinese(person):
	"""应急动员记录表 and 吹哨事项办理单, as PDF."""
	from tests.support.reading import pdf_text
	from tests.support.words import english_left

	secretary = at_desk(person, "secretary", data.demo_user("community"))
	drill = frappe.db.get_value("Sink Emergency", {"owner": data.demo_user("community")})
	whistle = frappe.db.get_value("Sink Whistle", {"title": "学府雅苑东门井盖破损"})
	for doctype, name, paper, words in (
		("Sink Emergency", drill, "Sink Emergency Sheet", ("应急动员记录表", "演练", "集结用时18分钟")),
		("Sink Whistle", whistle, "Sink Whistle Form", ("吹哨事项办理单", "井盖", "非常满意")),
	):
		address = f"doctype={doctype}&name={name}&format={paper}"
		pdf = secretary.context.request.get(f"/api/method/frappe.utils.print_format.download_pdf?{address}")
		assert pdf.headers["content-type"] == "application/pdf"
		text = pdf_text(pdf.body())
		assert all(word in text.replace(" ", "").replace("\n", "") for word in words), text
		assert english_left(text.split()) == []


def test_the_desks_of_grid_and_community(person, look):
	for name, user, page in (
		("117-grid-desk", "grid", "sink-grid-desk"),
		("118-community-desk", "community", "sink-community-desk"),
	):
		someone = at_desk(person, user, data.demo_user(user))
		someone.open_desk(page)
		expect(someone.page.locator(".number-widget-box:visible").first).to_be_visible()
		someone.settle()
		look(someone, name)


def test_srv_03_ord_11_daily_work_of_the_grid(person, look):
	worker = at_desk(person, "grid", data.demo_user("grid"))
	for name, doctype in (
		("119-list-visits", "sink-visit"),
		("120-list-households", "sink-key-household"),
		("121-list-disputes", "sink-dispute"),
	):
		worker.open_desk(doctype)
		expect(worker.page.locator(".list-row:visible").first).to_be_visible()
		worker.settle()
		look(worker, name)
	household = frappe.db.get_value("Sink Key Household", {"recipient": "残疾人小陶"})
	worker.open_form("Sink Key Household", household)
	worker.settle()
	look(worker, "122-form-household")
	worker.page.get_by_role("button", name=zh("Note a Contact")).click()
	worker.dialog.locator("[data-fieldname='result'] textarea").fill("盲杖已换新，近况平稳。")
	worker.dialog.locator(".btn-modal-primary").click()
	expect(worker.page.locator(".page-container:visible .document-link-badge").first).to_contain_text("1")
	data.look_again()
	assert frappe.db.get_value("Sink Household Contact", {"household": household}, "method") == "Phone Call"

	secretary = at_desk(person, "community", data.demo_user("community"))
	for name, report in (
		("123-report-matters", "Sink Matters Closed in Grid"),
		("124-report-households", "Sink Key Households Overdue"),
		("125-report-disputes", "Sink Disputes by Kind"),
	):
		secretary.open_desk(f"query-report/{report}")
		expect(secretary.page.locator(".dt-row:visible").first).to_be_visible()
		secretary.settle()
		look(secretary, name)


def test_srv_03_a_member_keeps_contact_from_the_phone(person, look):
	member = person("member", phone=True)
	member.page.set_viewport_size(NARROW)
	member.log_in(data.demo_user("member"), data.password())
	phone = Phone(member)
	phone.home()
	card = phone.page.locator("section.card").filter(has_text="独居老人魏奶奶")
	expect(card).to_be_visible()
	fits(phone)
	card.scroll_into_view_if_needed()
	look(member, "126-phone-household")
