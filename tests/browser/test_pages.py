"""The pages an office opens every day: they show what they should, in Chinese, and nothing breaks on them."""

import re

import frappe
import pytest
from playwright.sync_api import expect

from tests.support import data
from tests.support.words import zh

REGISTRATION, MEMBER, AREA, ORGANIZATION = (
	"Sink Registration",
	"Sink Member",
	"Sink Area",
	"Sink Organization",
)


@pytest.fixture
def at_desk(person):
	"""Seat a demo user at a desk, logged in."""

	def seat(login: str):
		someone = person(login)
		someone.log_in(data.demo_user(login), data.password())
		return someone

	return seat


def test_login_page_leads_to_the_desk(person, look):
	someone = person("unit")
	someone.open("/login")
	look(someone, "01-login")
	someone.log_in_by_form(data.demo_user("unit"), data.password())
	someone.page.wait_for_url(re.compile(r"/app"))
	someone.settle()
	expect(someone.page.locator(".navbar")).to_be_visible()


@pytest.mark.parametrize("login", ["unit", "community", "district"])
def test_home_says_what_waits(login, at_desk, look):
	someone = at_desk(login)
	someone.open_desk("sink-home")
	expect(someone.page.locator(".number-widget-box").first).to_be_visible()
	expect(someone.page.get_by_text(zh("Waiting for Unit Review")).first).to_be_visible()
	expect(someone.page.locator(".widget:visible", has_text="载入中")).to_have_count(0)
	look(someone, f"02-home-{login}")


def test_registration_list(at_desk, look):
	someone = at_desk("community")
	someone.open_desk("sink-registration")
	expect(someone.page.locator(".list-row").first).to_be_visible()
	look(someone, "03-registration-list")


def test_member_list_and_form(at_desk, look):
	someone = at_desk("unit")
	someone.open_desk("sink-member")
	expect(someone.page.locator(".list-row").first).to_be_visible()
	look(someone, "04-member-list")
	someone.page.locator(".list-row .list-subject a").first.click()
	expect(someone.form).to_be_visible()
	someone.settle()
	look(someone, "05-member-form")


@pytest.mark.parametrize(("login", "doctype"), [("district", AREA), ("unit", ORGANIZATION)])
def test_trees(login, doctype, at_desk, look):
	someone = at_desk(login)
	address = doctype.lower().replace(" ", "-")
	someone.open_desk(f"{address}/view/tree")
	expect(someone.page.locator(".tree-node").first).to_be_visible()
	look(someone, f"06-tree-{address}")


def test_a_new_registration_form(at_desk, look):
	someone = at_desk("unit")
	someone.open_desk("sink-registration/new")
	expect(someone.form).to_be_visible()
	look(someone, "07-new-registration")


def test_the_form_of_a_user_says_where_they_stand(person):
	from sink_app.tests import factories

	with data.committed():
		world = factories.World()
		world.community.update({"area_name": "管辖社区"}).save()
		manager = factories.make_user("System Manager", "Sink Platform Manager")
		factories.make_stand(
			"Sink Platform Manager", frappe.get_doc(AREA, factories.root_of(AREA)), user=manager
		)
		days = {"from_date": "2025-01-01", "to_date": "2025-12-31"}
		factories.make_stand("Sink Grid Worker", world.grid, user=world.secretary, **days)
		data.let_in(manager)
	someone = person("manager")
	someone.log_in(manager, data.password())
	someone.open_form("User", world.secretary)
	stands = someone.page.locator(".sink-stands")
	expect(stands).to_contain_text("管辖社区")
	cells = [row.locator("td").all_inner_texts() for row in stands.locator("tr").all()]
	assert [(cell[0], cell[3].strip()) for cell in cells] == [
		(zh("Sink Community Secretary"), zh("Counts Today")),
		(zh("Sink Grid Worker"), zh("Ended")),
	]
	someone.page.get_by_role("button", name=zh("Add a Stand")).click()
	expect(someone.page.locator("[data-fieldname=user] input:visible").first).to_have_value(world.secretary)


def test_a_district_gives_a_post_with_no_right_on_roles_or_accounts(person, look):
	from sink_app.tests import factories

	with data.committed():
		world = factories.World()
		world.grid.update({"area_name": "授权第3网格"}).save()
		organizer = factories.make_stand("Sink District Organizer", world.district)
		colleague = factories.make_user()
		frappe.get_doc("User", colleague).update({"first_name": "授权同志"}).save()
		data.let_in(organizer)
	someone = person("district")
	someone.log_in(organizer, data.password())
	someone.open_desk("sink-stand/new")
	form = someone.page.locator(".page-container:visible")
	for field, text in (("user", "授权同志"), ("role", zh("Sink Grid Worker")), ("area", "授权第3网格")):
		someone.fill_link(form.locator(f"[data-fieldname={field}] input").first, text)
	look(someone, "08-new-stand")
	form.get_by_role("button", name=zh("Save"), exact=True).click()
	expect(someone.page.locator(".indicator-pill:visible", has_text="尚未保存")).to_have_count(0)
	someone.settle()
	data.look_again()
	given = frappe.db.get_value("Sink Stand", {"user": colleague}, ["role", "area", "district"], as_dict=True)
	assert given == {"role": "Sink Grid Worker", "area": world.grid.name, "district": world.district.name}
