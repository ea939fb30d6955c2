"""Records that only a machine knows by their key: how lists, forms and boxes call them."""

import frappe
import pytest
from playwright.sync_api import expect

from tests.support import data

VISIT = "Sink Visit"


@pytest.fixture
def place(site):
	"""A community's staff, and two visits that were kept to the second."""
	from sink_app.tests import factories

	with data.committed():
		world = data.named_world("走访", grid="第5网格")
		world.staff = factories.make_stand("Sink Community Staff", world.community)
		kind = frappe.get_all("Sink Visit Kind", pluck="name", order_by="creation asc", limit=1)[0]
		world.visits = []
		for hour, visited in ((9, "三栋李家"), (11, None)):
			start = frappe.utils.now_datetime().replace(hour=hour, minute=9, second=22, microsecond=0)
			about = {"kind": kind, "area": world.community.name, "visited": visited, "visitors": "詹桂芳"}
			visit = factories.make(VISIT, starts_on=start - frappe.utils.datetime.timedelta(days=1), **about)
			frappe.db.set_value(VISIT, visit.name, "starts_on", visit.starts_on)
			world.visits.append(visit)
		world.kind = kind
		data.let_in(world.staff)
	return world


@pytest.fixture
def staff(person, place):
	someone = person("staff")
	someone.log_in(place.staff, data.password())
	return someone


def test_a_record_without_a_title_is_called_by_what_it_is_about(staff, place, look):
	staff.open_desk("sink-visit")
	page = staff.page
	subjects = page.locator(".list-row .list-subject a[data-doctype]")
	expect(subjects).to_have_text([place.kind, "三栋李家"])
	expect(page.locator(".page-form .frappe-control[data-fieldname=name]")).to_be_hidden()
	subjects.last.click()
	expect(page.locator(".page-container:visible .title-text")).to_have_text("三栋李家")
	expect(page.locator("#navbar-breadcrumbs")).not_to_contain_text(place.visits[0].name)
	look(staff, "form-visit")


def test_a_time_kept_to_the_second_is_not_changed_by_being_shown(staff, place):
	staff.open_form(VISIT, place.visits[0].name)
	staff.settle()
	staff.page.wait_for_timeout(1000)
	assert not staff.page.evaluate("cur_frm.is_dirty()")


def test_a_double_click_presses_a_button_once(staff, place):
	staff.open_form(VISIT, place.visits[0].name)
	pressed = """() => {
		window.pressed = 0;
		cur_frm.add_custom_button("Once", () => { window.pressed += 1; });
	}"""
	staff.page.evaluate(pressed)
	staff.page.get_by_role("button", name="Once").dblclick()
	assert staff.page.evaluate("window.pressed") == 1
