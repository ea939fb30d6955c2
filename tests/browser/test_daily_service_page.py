"""What members tell from their phones and offices keep at their desks: deeds, problems, ratings, feedback."""

import re

import frappe
import pytest
from playwright.sync_api import expect

from tests.support import data
from tests.support.phone import Phone
from tests.support.words import zh

NARROW = {"width": 360, "height": 740}
PILL = ".page-container:visible .page-title .indicator-pill"
ORDER, FEEDBACK, SURVEY = "Sink Order", "Sink Performance Feedback", "Sink Satisfaction Survey"


@pytest.fixture
def place(site):
	"""A community with a member who serves there and holds an order."""
	from sink_app.service.orders import claiming
	from sink_app.tests import factories, service

	with data.committed():
		world = factories.World()
		world.community.update({"area_name": f"日常社区{world.community.name[:4]}"}).save()
		world.grid.update({"area_name": "第2网格"}).save()
		[world.server] = service.make_server(world, member_name="柳知行")
		world.staff = factories.make_stand("Sink Community Staff", world.community)
		world.order = service.open_order(world.community, title="陪同老人就医", head_count=2)
		claiming.claim(world.order.name, world.server.name)
		data.let_in(world.server.user, world.staff, world.secretary, world.organizer)
	return world


@pytest.fixture
def phone(person, place) -> Phone:
	someone = person("member", phone=True)
	someone.page.set_viewport_size(NARROW)
	someone.log_in(place.server.user, data.password())
	return Phone(someone)


@pytest.fixture
def at_desk(person):
	def seat(name: str, user: str):
		someone = person(name)
		someone.log_in(user, data.password())
		return someone

	return seat


def fits(phone: Phone) -> None:
	"""Nothing is wider than the phone."""
	assert phone.page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]


def test_ord_09_a_deed_is_reported_in_three_entries(phone, place, look):
	phone.home()
	phone.page.get_by_role("link", name=zh("Settled Something in Passing")).tap()
	phone.page.get_by_label(zh("What did you find?")).fill("单元门灯不亮")
	phone.page.get_by_label(zh("How did you solve it?")).fill("联系物业当天换好")
	fits(phone)
	look(phone.person, "150-phone-deeds")
	phone.page.get_by_role("button", name=zh("Hand In")).tap()
	expect(phone.page.locator(".state").first).to_have_text(zh("Awaiting Confirmation"))
	look(phone.person, "151-phone-deed-handed-in")


def test_the_code_of_a_grid_opens_a_record_with_its_place(phone, place):
	phone.person.open(f"/sink#/record/at/{place.community.name}")
	area = phone.page.get_by_label(zh("Where You Served"))
	expect(area).to_have_value(place.community.name)


def test_srv_38_a_problem_goes_from_the_phone_into_the_handling_log(phone, at_desk, place, look):
	phone.person.open("/sink#/orders")
	press = phone.page.get_by_role("button", name=zh("Something Came Up"))
	press.tap()
	phone.page.get_by_label(zh("What Came Up")).fill("老人不在家，电话没人接")
	look(phone.person, "152-phone-problem")
	press.tap()
	expect(phone.page.get_by_text(zh("The community has been told."))).to_be_visible()
	staff = at_desk("staff", place.staff)
	staff.open_form(ORDER, place.order.name)
	staff.settle()
	expect(staff.page.locator(".frappe-control[data-fieldname='problems']")).to_contain_text("老人不在家")
	look(staff, "153-form-order-problems")
	# times are told in hours and minutes, and looking changes nothing
	shown = staff.page.locator(".frappe-control[data-fieldname='starts_on']").first
	times = shown.locator("input").input_value() if shown.locator("input").count() else shown.inner_text()
	assert re.search(r"\b09:00\b(?!:)", times), times
	assert not staff.page.evaluate("cur_frm.is_dirty()")


def test_srv_39_a_survey_is_answered_at_the_desk(at_desk, place, look):
	from sink_app.tests import factories

	with data.committed(), factories.as_user(place.secretary):
		days = {
			"from_date": frappe.utils.nowdate(),
			"to_date": frappe.utils.add_days(frappe.utils.nowdate(), 9),
		}
		survey = frappe.get_doc({"doctype": SURVEY, "area": place.community.name, **days}).insert()
	secretary = at_desk("secretary", place.secretary)
	secretary.open_form(SURVEY, survey.name)
	secretary.page.get_by_role("button", name=zh("Note the Resident's Rating"), exact=True).click()
	look(secretary, "154-dialog-rating")
	secretary.dialog.locator(".btn-modal-primary").click()
	secretary.settle()
	look(secretary, "155-form-survey")
	data.look_again()
	assert frappe.db.get_value(SURVEY, survey.name, "rated") == 1
	secretary.open_desk("query-report/Sink Satisfaction Trend")
	secretary.settle()
	look(secretary, "156-report-satisfaction-trend")


def test_rec_05_feedback_is_drafted_for_everybody_and_given(at_desk, place, look):
	secretary = at_desk("secretary", place.secretary)
	secretary.open_desk("sink-performance-feedback")
	secretary.page.get_by_role("button", name=zh("Draft for Everybody"), exact=True).click()
	look(secretary, "157-dialog-draft-feedback")
	secretary.dialog.locator(".btn-modal-primary").click()
	expect(secretary.page.locator(".desk-alert")).to_contain_text(
		zh("{0} drafted. Please rate each and give it to the unit.").format(1)
	)
	# the framework asks for a list only once in three seconds
	secretary.page.reload()
	secretary.settle()
	expect(secretary.page.locator(".list-row:visible").first).to_contain_text("柳知行")
	data.look_again()
	name = frappe.db.get_value(FEEDBACK, {"member": place.server.name})
	secretary.open_form(FEEDBACK, name)
	secretary.settle()
	secretary.page.locator(".frappe-control[data-fieldname='rating'] select").select_option("Good")
	secretary.page.keyboard.press("Control+s")
	secretary.settle()
	look(secretary, "158-form-feedback")
	# two steps after each other, as quick hands take them: the number of what waits follows, nothing is stale
	secretary.act(zh("Give Feedback"))
	expect(secretary.page.locator(PILL)).to_have_text(zh("Feedback Given"))
	organizer = at_desk("organizer", place.organizer)
	organizer.open_form(FEEDBACK, name)
	organizer.settle()
	look(organizer, "159-form-feedback-unit")


def test_the_calendar_names_months_and_weekdays_in_chinese(at_desk, place, look):
	staff = at_desk("staff", place.staff)
	staff.open_desk("sink-order/view/calendar/default")
	expect(staff.page.locator(".fc-day-header").first).to_have_text(re.compile("周|星期"))
	expect(staff.page.locator(".fc-center, .fc-left").first).to_contain_text("月")
	look(staff, "160-calendar-orders")


def test_a_step_on_a_form_changes_the_number_that_waits(at_desk, place):
	staff = at_desk("staff", place.staff)
	staff.open_form(ORDER, place.order.name)
	staff.settle()
	staff.page.evaluate("window.told = 0; $(document).on('sink-step-taken', () => { window.told += 1; })")
	staff.act(zh("Accept Order"))
	staff.page.wait_for_function("() => window.told === 1")
	# what arrives late of the state before is not left standing
	staff.page.evaluate(
		"""() => {
			cur_frm.doc.modified = "2020-01-01 00:00:00";
			$(document).trigger("form-refresh", [cur_frm]);
		}"""
	)
	staff.page.wait_for_function("() => cur_frm.doc.modified > '2021'")
