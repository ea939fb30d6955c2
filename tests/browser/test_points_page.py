"""Points and stars as the office turns them on and a member meets them."""

from datetime import timedelta

import frappe
import pytest
from playwright.sync_api import expect

from sink_app.evaluation import ENTRY, LEVEL, RULE, SETTINGS
from tests.support import data, jobs
from tests.support.phone import NARROW, Phone
from tests.support.words import zh


@pytest.fixture
def place(site):
	"""A community in which a member served two hours and a half, half of it in an emergency."""
	from sink_app.approvals import steps
	from sink_app.service.records import CONFIRM, HAND_IN, RECORD
	from sink_app.tests import factories

	with data.committed():
		world = data.named_world("积分", grid="第3网格")
		world.user = factories.make_user("Sink Member")
		world.server = factories.make_member(world.branch, user=world.user, member_name="贺知行")
		factories.make_placed(world.server, world.community, world.grid, registration_type="Residence")
		root = frappe.get_doc("Sink Area", factories.root_of("Sink Area"))
		world.manager = factories.make_stand("Sink Platform Manager", root)
		world.records = []
		for days, emergency in ((1, 0), (2, 1)):
			end = frappe.utils.now_datetime().replace(hour=11, minute=15, second=0) - timedelta(days=days)
			about = {"starts_on": end - timedelta(minutes=75), "ends_on": end, "is_emergency": emergency}
			record = factories.make_service_record(world.server, world.grid, **about)
			for user, action in ((world.user, HAND_IN), (world.secretary, CONFIRM)):
				with factories.as_user(user):
					steps.take(RECORD, record.name, action)
			world.records.append(record.name)
		frappe.db.set_value(LEVEL, "一星级", "least", 2)
		data.let_in(world.user, world.manager, world.secretary)
	yield world
	with data.committed():
		frappe.db.set_value(LEVEL, "一星级", "least", 20)
		doc = frappe.get_doc(SETTINGS)
		doc.update({"enable_points": 0, "enable_stars": 0})
		doc.save()


def tick(page, field: str) -> None:
	page.locator(f"input[data-fieldname={field}][type=checkbox]").check()


def test_rec_07_an_office_turns_points_on_and_a_member_sees_their_own(person, place, look):
	phone = Phone(person("member", phone=True))
	phone.page.set_viewport_size(NARROW)
	phone.person.log_in(place.user, data.password())
	phone.home()
	expect(phone.page.get_by_role("heading", name=zh("My Service"))).to_be_visible()
	expect(phone.page.get_by_role("heading", name=zh("My Points and Stars"))).to_have_count(0)

	manager = person("manager")
	manager.log_in(place.manager, data.password())
	manager.open_desk("sink-evaluation-settings")
	tick(manager.page, "enable_points")
	tick(manager.page, "enable_stars")
	expect(manager.page.locator("[data-fieldname=points_from] input")).not_to_have_value("")
	look(manager, "230-points-settings")
	manager.page.keyboard.press("Control+s")
	jobs.wait_for(lambda: frappe.db.exists(ENTRY, {"source": place.records[1]}), "the points")

	phone.home()
	card = phone.page.locator("section.card").filter(has_text=zh("My Points and Stars"))
	expect(card).to_contain_text("3.13 分")
	expect(card).to_contain_text("★一星级")
	card.get_by_role("link", name=zh("View")).tap()
	expect(phone.page.get_by_text("每小时 1 分 × 1.25 小时 × 1.5（应急）")).to_be_visible()
	assert phone.page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
	look(phone.person, "231-phone-points")

	secretary = person("secretary")
	secretary.log_in(place.secretary, data.password())
	secretary.open_desk("sink-points-entry")
	expect(secretary.page.locator(".list-row").filter(has_text="贺知行")).to_have_count(2)
	look(secretary, "232-list-points-entries")


def test_rec_07_a_rule_is_drawn_without_code(person, place, look):
	manager = person("manager")
	manager.log_in(place.manager, data.password())
	manager.open_desk("sink-points-rule/new")
	page = manager.page
	name = f"义诊积分{frappe.generate_hash(length=4)}"
	page.locator("[data-fieldname=rule_name] input").fill(name)
	manager.fill_link(page.locator("[data-fieldname=source_doctype] input"), zh("Sink Service Record"))
	expect(page.locator("[data-fieldname=counted_state] input")).to_have_value(zh("Record Confirmed"))
	# other tests count what they confirm
	page.locator("input[data-fieldname=enabled]").uncheck()
	page.get_by_role("button", name=zh("Add a Condition")).click()
	manager.fill_link(page.locator(".filter-box .fieldname-select-area input"), zh("Emergency Service"))
	page.locator(".filter-box .filter-field select").select_option("Yes")
	look(manager, "233-points-rule-new")
	page.keyboard.press("Control+s")
	expect(page.locator(".form-message")).to_contain_text("每小时 1 分")
	look(manager, "234-points-rule")
	data.look_again()
	kept = frappe.get_doc(RULE, name)
	assert kept.minutes_field == "minutes"
	assert kept.own_filters == [[kept.source_doctype, "is_emergency", "=", 1]]
