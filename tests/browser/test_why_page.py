"""«Why can they see this?»: from a record's menu to everybody, to one of them, to what mends it."""

import frappe
import pytest
from playwright.sync_api import expect

from tests.support import data
from tests.support.words import zh

DOCTYPE = "Sink Registration"


@pytest.fixture
def asked(site):
	"""A district with names, a registration in it, and who sees it or nearly does."""
	from sink_app.tests import factories

	with data.committed():
		world = factories.World()
		for area, name in (
			(world.district, "查询区"),
			(world.street, "查询街道"),
			(world.community, "查询社区"),
			(world.neighbour, "邻近社区"),
		):
			rename(area, area_name=name)
		rename(world.unit, org_name="查询单位党委")
		rename(world.branch, org_name="查询第一党支部")
		rename(world.member, member_name="沈查询")
		world.registration = factories.make_registration(world.member, world.community).name
		world.asker = stand("Sink District Organizer", world.district, "区级王")
		world.officer = stand("Sink Street Officer", world.street, "街道李")
		world.near = stand("Sink Community Secretary", world.neighbour, "邻居张")
		for user, name in ((world.secretary, "书记赵"), (world.organizer, "单位钱")):
			rename(frappe.get_doc("User", user), first_name=name)
		frappe.share.add(DOCTYPE, world.registration, user=world.near)
		data.let_in(world.asker)
	return world


def stand(role: str, node, name: str) -> str:
	from sink_app.tests import factories

	user = factories.make_stand(role, node)
	rename(frappe.get_doc("User", user), first_name=name)
	return user


def rename(doc, **values):
	"""Name a record as it stands now: inserting others has moved the trees' own numbers."""
	doc = frappe.get_doc(doc.doctype, doc.name)
	doc.update(values)
	doc.save()


def open_who(person, asked):
	someone = person("district")
	someone.log_in(asked.asker, data.password())
	someone.open_form(DOCTYPE, asked.registration)
	someone.settle()
	someone.page.locator(".page-container:visible .menu-btn-group button").click()
	someone.page.locator(".page-container:visible .menu-btn-group").get_by_text(zh("Who Sees This?")).click()
	expect(someone.page.locator(".sink-why-group").first).to_be_visible()
	someone.settle()
	return someone


def test_from_the_menu_to_everybody_and_to_one(person, asked, look):
	someone = open_who(person, asked)
	answer = someone.page.locator(".sink-why-answer")
	for name in ("区级王", "街道李", "书记赵"):
		expect(answer).to_contain_text(name)
	# of another line: only counted
	expect(answer).not_to_contain_text("单位钱")
	look(someone, "72-who-sees-this")

	answer.get_by_role("button", name="街道李").click()
	expect(answer.locator(".sink-why-verdict")).to_have_text("街道李能看到这条记录。")
	expect(answer).to_contain_text("因为街道李是查询街道的街道干部，这条记录属于查询街道。")
	look(someone, "73-why-they-see")


def test_who_nearly_sees_it_is_told_by_what_they_miss_and_a_stand_proposed(person, asked, look):
	someone = open_who(person, asked)
	answer = someone.page.locator(".sink-why-answer")
	answer.get_by_role("button", name="邻居张").click()
	expect(answer).to_contain_text("共享给了邻居张")
	expect(answer).to_contain_text("而这条记录属于查询社区")
	look(someone, "74-why-nearly")
	answer.get_by_role("button", name=zh("Add a Stand")).click()
	look(someone, "75-why-add-a-stand")
	role, place = (someone.dialog.locator(f"select[data-fieldname={each}]") for each in ("role", "place"))
	expect(role).to_have_value("Sink Community Secretary")
	assert asked.community.name in place.input_value()


def test_a_stand_is_ended_from_the_page(person, asked):
	someone = open_who(person, asked)
	answer = someone.page.locator(".sink-why-answer")
	answer.get_by_role("button", name="街道李").click()
	answer.get_by_role("button", name=zh("End This Stand Today")).click()
	someone.dialog.get_by_role("button", name=zh("Yes")).click()
	expect(answer).to_contain_text("该管辖范围到")
	data.look_again()
	assert (
		str(frappe.db.get_value("Sink Stand", {"user": asked.officer}, "to_date")) == frappe.utils.nowdate()
	)
