"""Rosters, paper forms and doubled records as an office works through them."""

import time
from random import randrange

import frappe
import pytest
from playwright.sync_api import expect

from sink_app.registration.roster import sample
from sink_app.tests import factories
from tests.support import data
from tests.support.words import zh

YEAR = 2026
# a kept site still has the members of an earlier run
MOBILES = [str(13_200_000_000 + randrange(10**8)) for _number in range(2)]


class Unit:
	"""A unit with a branch and a community of its own, and its organizer at a desk."""

	def __init__(self, someone, world):
		self.someone, self.page, self.world = someone, someone.page, world

	def fill(self, fieldname: str, value: str):
		self.someone.dialog.locator(f"[data-fieldname={fieldname}] input").first.fill(value)

	def pick(self, fieldname: str, value: str):
		self.someone.dialog.locator(f"[data-fieldname={fieldname}] select").select_option(label=value)

	def link(self, fieldname: str, text: str):
		self.someone.fill_link(self.someone.dialog.locator(f"[data-fieldname={fieldname}] input").first, text)

	def fill_form(self, name: str, mobile: str):
		"""What differs from form to form of a pile, as an organizer types it."""
		self.fill("member_name", name)
		self.fill("mobile", mobile)
		self.pick("sex", zh("Female"))
		self.fill("birth_date", "1985.3")
		self.fill("position_title", "讲师")
		self.link("home_area", self.world.community.area_name)
		self.fill("home_address", "文化大道1号")
		self.fill("hobbies", "书法")
		self.someone.dialog.locator("[data-fieldname=time_Weekend] input").first.check()

	def save_form(self):
		self.someone.dialog.get_by_role("button", name=zh("Save and Next Form")).click()


@pytest.fixture
def unit(site, person):
	with data.committed():
		world = factories.World()
		world.branch.update({"org_name": f"纸表{world.branch.name[:4]}支部"}).save()
		world.community.update({"area_name": f"纸表{world.community.name[:4]}社区"}).save()
		data.let_in(world.organizer)
	someone = person("organizer")
	someone.log_in(world.organizer, data.password())
	return Unit(someone, world)


def test_reg_04_paper_forms_are_typed_in_one_page_each(unit, look):
	someone, world = unit.someone, unit.world
	someone.open_desk("sink-registration")
	someone.page.get_by_role("button", name=zh("Enter Paper Forms")).click()
	expect(someone.dialog).to_be_visible()
	someone.settle()
	unit.link("organization", world.branch.org_name)
	unit.link("community", world.community.area_name)
	unit.pick("staff_kind", zh("University"))
	unit.fill_form("纸表甲", MOBILES[0])
	look(someone, "40-paper-form")
	unit.save_form()
	expect(someone.dialog.get_by_text(zh("sent on to the community"))).to_be_visible()

	# the second form of the pile: what all have in common stands there already
	begun = time.monotonic()
	unit.fill_form("纸表乙", MOBILES[1])
	unit.save_form()
	expect(someone.dialog.get_by_text("纸表乙")).to_be_visible()
	assert time.monotonic() - begun < 60
	look(someone, "41-paper-form-next")

	data.look_again()
	found = frappe.get_all(
		"Sink Registration",
		filters={"unit": world.unit.name},
		fields=["member_name", "workflow_state", "community"],
		order_by="creation asc",
	)
	assert [row.member_name for row in found] == ["纸表甲", "纸表乙"]
	assert {(row.workflow_state, row.community) for row in found} == {
		("Community Acceptance", world.community.name)
	}


def test_reg_14_a_roster_is_checked_and_taken_in(unit, look):
	someone, world = unit.someone, unit.world
	content = sample.workbook(
		world.unit.name,
		[world.community.name],
		YEAR,
		count=30,
		first_number=13_100_000_000 + randrange(10**8) * 10,
	)
	with data.committed(), factories.as_user(world.organizer):
		file = frappe.get_doc(
			{"doctype": "File", "file_name": "花名册.xlsx", "is_private": 1, "content": content}
		).insert()
		roster = frappe.get_doc(
			{
				"doctype": "Sink Roster Import",
				"organization": world.unit.name,
				"year": YEAR,
				"registration_type": "Dispatched",
				"file": file.file_url,
			}
		).insert()
	someone.open_form("Sink Roster Import", roster.name)
	someone.page.get_by_role("button", name=zh("Import Roster")).click()
	expect(someone.page.locator(".form-message.green")).to_be_visible()
	expect(someone.page.locator(".modal.show")).to_have_count(0)
	look(someone, "42-roster-imported")
	data.look_again()
	assert frappe.db.count("Sink Member", {"unit": world.unit.name}) >= 30


def test_reg_15_doubled_records_are_merged_side_by_side(unit, look):
	someone, world = unit.someone, unit.world
	name = f"双记{world.branch.name[:4]}"
	facts = {"member_name": name, "birth_date": "1988-08-08"}
	with data.committed():
		kept = factories.make_member(world.branch, hobbies="书法", **facts)
		merged = factories.make_member(
			world.branch, position_title="教授", skills=[{"skill": "法律", "level": "Certified"}], **facts
		)
		factories.make_registration(kept, world.community)
		factories.make_registration(merged, world.community, registration_type="Residence")
	someone.open_desk("query-report/Sink Suspected Duplicates")
	expect(someone.page.locator(".dt-row", has_text=name).first).to_be_visible()
	look(someone, "43-suspected-duplicates")
	someone.page.locator(f".sink-merge[data-merged='{merged.name}']").click()
	expect(someone.form).to_be_visible()
	expect(someone.page.get_by_text(zh("Side by Side")).first).to_be_visible()
	someone.page.locator("[data-fieldname=reason] input").first.fill("电话向支部核实，身份证一致")
	someone.settle()
	look(someone, "44-member-merge")
	someone.page.locator(".page-container:visible .primary-action:visible").click()
	expect(someone.page.locator("th", has_text=zh("Sink Registration")).first).to_be_visible()
	look(someone, "45-member-merged")
	data.look_again()
	assert frappe.db.get_value("Sink Member", merged.name, "merged_into") == kept.name
	assert frappe.db.count("Sink Registration", {"member": kept.name}) == 2
