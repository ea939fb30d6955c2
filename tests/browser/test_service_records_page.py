"""Service records as members, the community and served persons meet them."""

import re
import time
from dataclasses import dataclass
from datetime import timedelta

import frappe
import pytest
from playwright.sync_api import expect

from tests.support import data
from tests.support.phone import NARROW, Phone
from tests.support.words import zh

QUICK = 20  # seconds
RECORD = "Sink Service Record"


@dataclass
class Place:
	"""A community with a member who lives there, and an activity that was held yesterday."""

	world: object
	user: str
	member: object
	activity: object


@pytest.fixture
def place(site) -> Place:
	from sink_app.service.activities import ACTIVITY, signing_up
	from sink_app.tests import factories

	with data.committed():
		world = data.named_world("服务", grid="第2网格")
		user = factories.make_user("Sink Member")
		member = factories.make_member(world.branch, user=user, member_name="梅乐群")
		factories.make_placed(member, world.community, world.grid, registration_type="Residence")
		activity = factories.make_activity(
			world.grid, title="楼栋大扫除", content="清理楼道堆物和小广告", head_count=8
		)
		frappe.db.set_value(ACTIVITY, activity.name, "workflow_state", "Sign-Up Open")
		signing_up.sign_up(activity.name, member.name)
		yesterday = frappe.utils.now_datetime().replace(hour=9, minute=0, second=0) - timedelta(days=1)
		times = {"starts_on": yesterday, "ends_on": yesterday + timedelta(hours=2)}
		frappe.db.set_value(ACTIVITY, activity.name, times)
		world.staff = factories.make_stand("Sink Community Staff", world.community)
		data.let_in(user, world.secretary, world.staff)
	return Place(world, user, member, activity)


@pytest.fixture
def phone(person, place) -> Phone:
	someone = person("member", phone=True)
	someone.page.set_viewport_size(NARROW)
	someone.log_in(place.user, data.password())
	return Phone(someone)


def fits(phone: Phone) -> None:
	"""Nothing is wider than the phone."""
	assert phone.page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]


def test_rec_01_a_record_is_written_in_a_few_taps_and_confirmed_by_the_served_person(
	phone, person, place, look
):
	phone.home()
	look(phone.person, "150-phone-home-service")
	began = time.monotonic()
	phone.page.get_by_role("link", name=zh("Write a Service Record")).tap()
	offer = phone.page.get_by_role("button", name=re.compile("楼栋大扫除"))
	expect(offer).to_be_visible()
	look(phone.person, "151-phone-record-new")
	offer.tap()
	expect(phone.page.locator("textarea").first).to_have_value("清理楼道堆物和小广告")
	fits(phone)
	look(phone.person, "152-phone-record-filled")
	phone.page.get_by_role("button", name=zh("Hand In"), exact=True).tap()
	expect(phone.page.locator(".notice")).to_be_visible()
	assert time.monotonic() - began < QUICK
	card = phone.page.locator("section.card").filter(has_text="清理楼道堆物和小广告")
	expect(card.locator(".state")).to_have_text(zh("Awaiting Confirmation"))
	card.get_by_role("button", name=zh("Let the Served Person Confirm")).tap()
	expect(card.locator(".qr svg")).to_be_visible()
	fits(phone)
	look(phone.person, "153-phone-record-code")
	number, code = card.locator(".digits").all_text_contents()

	served = person("served", phone=True)
	served.open(f"/confirm?n={number}")
	expect(served.page.locator("#number")).to_have_value(number)
	look(served, "154-public-confirm")
	served.page.locator("#code").fill(code)
	served.page.locator("#name").fill("陈奶奶")
	served.page.get_by_role("button", name=zh("Confirm the Service")).tap()
	expect(served.page.locator(".notice")).to_be_visible()
	look(served, "155-public-confirmed")
	data.look_again()
	assert frappe.db.get_value(RECORD, {"member": place.member.name}, "workflow_state") == "Record Confirmed"


def test_rec_02_the_community_confirms_from_the_list_and_checks_the_seals(person, place, look):
	from sink_app.approvals import steps
	from sink_app.tests import factories

	with data.committed():
		for days in (1, 2, 3):
			end = frappe.utils.now_datetime().replace(hour=20, minute=0, second=0) - timedelta(days=days)
			record = factories.make_service_record(place.member, place.world.grid, ends_on=end)
			with factories.as_user(place.user):
				steps.take(RECORD, record.name, "Hand In Record")
	secretary = person("secretary")
	secretary.log_in(place.world.secretary, data.password())
	secretary.open_desk("sink-service-record")
	secretary.settle()
	look(secretary, "156-list-service-records")
	secretary.page.locator(".list-header-subject .list-check-all").click()
	secretary.page.locator(".actions-btn-group:visible button").click()
	secretary.page.get_by_role("link", name=zh("Confirm These Records")).click()
	expect(secretary.page.locator(".desk-alert")).to_contain_text("3")
	secretary.settle()
	look(secretary, "157-list-service-records-confirmed")
	data.look_again()
	states = frappe.get_all(RECORD, {"member": place.member.name}, pluck="workflow_state")
	assert states == ["Record Confirmed"] * 3
	secretary.open_form(RECORD, frappe.db.get_value(RECORD, {"member": place.member.name}))
	secretary.settle()
	look(secretary, "158-form-service-record")
	secretary.open_form("Sink Area", place.world.community.name)
	secretary.settle()
	secretary.page.get_by_role("button", name=zh("Check the Seals of Service Records")).click()
	expect(secretary.dialog).to_contain_text("3")
	look(secretary, "159-dialog-seals")


def test_rec_06_who_came_is_ticked_and_gets_a_record(person, place, look):
	staff = person("staff")
	staff.log_in(place.world.staff, data.password())
	staff.open_form("Sink Activity", place.activity.name)
	staff.settle()
	look(staff, "160-form-activity")
	staff.page.get_by_role("button", name=zh("Who Came")).click()
	expect(staff.dialog).to_contain_text("梅乐群")
	look(staff, "161-dialog-who-came")
	staff.dialog.get_by_role("button", name=zh("Keep the List")).click()
	expect(staff.page.locator(".desk-alert")).to_be_visible()
	staff.settle()
	staff.page.get_by_role("button", name=zh("Make Service Records")).click()
	expect(staff.page.locator(".desk-alert").filter(has_text="1")).to_be_visible()
	staff.settle()
	data.look_again()
	assert frappe.db.count(RECORD, {"source": place.activity.name}) == 1


def test_a_certificate_and_the_reports_are_found_and_read(person, place, look):
	from sink_app.approvals import steps
	from sink_app.tests import factories

	with data.committed():
		end = frappe.utils.now_datetime().replace(hour=20, minute=0, second=0) - timedelta(days=1)
		record = factories.make_service_record(place.member, place.world.grid, ends_on=end)
		with factories.as_user(place.user):
			steps.take(RECORD, record.name, "Hand In Record")
		with factories.as_user(place.world.secretary):
			steps.take(RECORD, record.name, "Confirm Record")
			made = frappe.get_doc(
				{
					"doctype": "Sink Service Certificate",
					"member": place.member.name,
					"community": place.world.community.name,
					"from_date": "2020-01-01",
					"to_date": frappe.utils.nowdate(),
				}
			).insert()
	secretary = person("secretary")
	secretary.log_in(place.world.secretary, data.password())
	secretary.open_form("Sink Service Certificate", made.name)
	secretary.settle()
	look(secretary, "162-form-certificate")
	for number, report in ((163, "Sink Minimum Service"), (164, "Sink Attendance")):
		secretary.open_desk(f"query-report/{report}")
		secretary.settle()
		look(secretary, f"{number}-report-{report.split()[-1].lower()}")
	secretary.open_desk("sink-community-desk")
	secretary.settle()
	look(secretary, "165-desk-community-records")
	anybody = person("anybody", phone=True)
	anybody.open(f"/proof?n={made.number}")
	expect(anybody.page.locator(".notice")).to_be_visible()
	look(anybody, "166-public-proof")
