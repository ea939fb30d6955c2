"""Manners of the Desk that whoever works there all day counts on."""

from datetime import timedelta

import frappe
import pytest
from frappe.utils import add_days, now_datetime, nowdate
from playwright.sync_api import expect

from sink_app.tests import factories, service
from tests.support import data
from tests.support.words import zh

WHOM = "12栋住户"


@pytest.fixture
def world(site):
	with data.committed():
		world = data.named_world("台面")
		world.staff = factories.make_stand("Sink Community Staff", world.community)
		world.worker = factories.make_stand("Sink Grid Worker", world.grid)
		data.let_in(world.staff, world.worker)
	return world


def visit_and_household(world) -> None:
	"""A visit that raised a matter, and a household whose contact is overdue."""
	begun = now_datetime() - timedelta(hours=3)
	values = {"area": world.grid.name, "visitors": "詹桂芳", "visited": WHOM, "matter": "Difficult Matter"}
	with data.committed():
		kind = frappe.get_all("Sink Visit Kind", pluck="name", order_by="name", limit=1)[0]
		factories.make("Sink Visit", kind=kind, starts_on=begun, ends_on=begun + timedelta(hours=1), **values)
		household = factories.make(
			"Sink Key Household", area=world.grid.name, recipient="独居老人余奶奶", every_days=7
		)
		household.db_set("next_due", add_days(nowdate(), -3))


def test_a_workspace_tells_in_its_boxes_what_waits_and_how_it_stands(person, world, look):
	visit_and_household(world)
	worker = person("worker")
	worker.log_in(world.worker, data.password())
	worker.open_desk("sink-grid-desk")
	due = worker.page.locator(".quick-list-item", has_text="独居老人余奶奶")
	expect(due).to_contain_text(zh("Overdue"))
	expect(worker.page.locator(".quick-list-item", has_text=WHOM)).to_contain_text(zh("Open"))
	look(worker, "99n-grid-desk")


def test_an_open_list_keeps_its_order_and_count_when_a_record_comes(person, world):
	with data.committed():
		for words in ("路灯不亮", "井盖松动"):
			service.make_demand(world.community, words=words)
	staff = person("staff")
	staff.log_in(world.staff, data.password())
	staff.open_desk("sink-demand")
	rows = staff.page.locator(".list-row:visible")
	expect(rows).to_have_count(2)
	expect(rows.first).to_contain_text("井盖松动")
	staff.settle()
	with data.committed():
		service.make_demand(world.community, words="垃圾没人收")
	expect(rows).to_have_count(3)
	expect(rows.first).to_contain_text("垃圾没人收")
	expect(rows.last).to_contain_text("路灯不亮")
	expect(staff.page.locator(".list-count:visible")).to_contain_text("3 / ")


def test_lst_14_a_call_that_was_taken_lies_open_with_the_next_step(person, world):
	staff = person("staff")
	staff.log_in(world.staff, data.password())
	staff.open_desk("sink-demand")
	staff.settle()
	staff.page.get_by_role("button", name=zh("Take a Call")).click()
	staff.dialog.locator("textarea[data-fieldname=words]").fill("北门路灯不亮")
	# who is used to double clicks takes one call
	staff.dialog.locator(".btn-primary:visible").dblclick()
	staff.page.wait_for_url("**/sink-demand/*")
	step = staff.page.get_by_role("button", name=zh("Make an Order"))
	expect(step).to_be_visible()
	staff.settle()
	step.dblclick()
	staff.page.wait_for_url("**/sink-order/*")
	staff.settle()
	expect(staff.dialog).to_have_count(0)
	data.look_again()
	assert frappe.db.count("Sink Demand", {"community": world.community.name}) == 1
	assert frappe.db.count("Sink Order", {"community": world.community.name}) == 1
