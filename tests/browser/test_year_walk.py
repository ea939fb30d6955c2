"""A year's beginning as it goes through the offices, by everybody's own clicks.

The plan is issued, the unit sets up its group, a roster with bad rows comes in, the community takes the
people into its grids, gives posts and names a building head, and what was promised is published and judged.
"""

import io
from dataclasses import dataclass
from random import randrange

import frappe
import openpyxl
import pytest
from playwright.sync_api import expect

from tests.support import data
from tests.support.words import zh

PEOPLE = 12
LEADER, PROMISE = "梅书记", "每月组织一次清洁家园"


@dataclass
class Year:
	"""A unit and a community of their own, with everybody who works there."""

	world: object
	year: int
	last_plan: str
	chief: str
	branch_secretary: str
	roster: bytes

	@property
	def community(self) -> str:
		return self.world.community.name


@pytest.fixture
def beginning(site) -> Year:
	from sink_app.tests import factories

	year = int(frappe.utils.nowdate()[:4])
	with data.committed():
		world = factories.World()
		mark = world.unit.name[:4]
		for doc, values in (
			(world.unit, {"org_name": f"年初单位{mark}"}),
			(world.branch, {"org_name": f"年初支部{mark}"}),
			(world.community, {"area_name": f"年初社区{mark}"}),
			(world.grid, {"area_name": f"年初{mark}第1网格"}),
		):
			doc.update(values).save()
		chief = factories.make_stand("Sink Unit Organizer", world.unit)
		branch_secretary = factories.make_stand("Sink Branch Secretary", world.branch)
		plan = issued_plan(world, chief, year - 1)
		factories.make_position(world.community, title="环境整治岗", headcount=PEOPLE)
		data.let_in(world.organizer, chief, world.secretary, branch_secretary)
	return Year(world, year, plan, chief, branch_secretary, with_mistakes(world, year))


def issued_plan(world, chief: str, year: int) -> str:
	"""Last year's plan of the unit, decided on by somebody else than who drafted it."""
	from sink_app.approvals import steps
	from sink_app.tests.factories import as_user

	with as_user(world.organizer):
		plan = frappe.get_doc(
			{
				"doctype": "Sink Annual Plan",
				"organization": world.unit.name,
				"title": f"{world.unit.org_name}{year}年度工作安排",
				"year": year,
				"stages": [
					{"title": "部署报到", "from_date": f"{year}-07-15", "to_date": f"{year}-08-10"},
				],
				"milestones": [
					{"title": "完成党员干部到社区报到", "due_date": f"{year}-08-10", "for_level": "Branch"},
					{"title": "公开承诺", "due_date": f"{year}-08-20", "for_level": "Branch"},
				],
			}
		).insert()
		steps.take(plan.doctype, plan.name, "Submit for Decision")
	with as_user(chief):
		steps.take(plan.doctype, plan.name, "Approve and Issue")
	return plan.name


def with_mistakes(world, year: int) -> bytes:
	"""A roster in which one mobile is too short and one branch is nobody's."""
	from sink_app.registration.roster import columns, sample, template

	first = 13_300_000_000 + randrange(10**7) * 10
	content = sample.workbook(
		world.unit.name, [world.community.name], year, count=PEOPLE + 2, first_number=first
	)
	book = openpyxl.load_workbook(io.BytesIO(content))
	place = {column.key: number for number, column in enumerate(columns.OFFERED, start=1)}
	row = template.HEADER_ROW + 1
	book.active.cell(row, place["mobile"]).value = "1380013"
	book.active.cell(row + 1, place["organization"]).value = "并不存在的支部"
	return template.saved(book)


@pytest.fixture
def seat(person, beginning):
	def take_place(name: str, user: str):
		someone = person(name)
		someone.log_in(user, data.password())
		return someone

	return take_place


def test_a_year_begins(beginning, seat, person, look):
	organizer = seat("organizer", beginning.world.organizer)
	chief = seat("chief", beginning.chief)
	secretary = seat("secretary", beginning.world.secretary)
	issue_the_plan(organizer, chief, beginning, look)
	set_up_the_group(organizer, beginning, look)
	take_in_the_roster(organizer, beginning, look)
	into_the_grids(secretary, beginning, look)
	give_posts(organizer, secretary, beginning, look)
	name_a_building_head(secretary, beginning, look)
	name = promise(organizer, chief, secretary, beginning, look)
	everybody_reads(person("everybody"), beginning)
	judge(organizer, secretary, name, look)


def press(someone, label: str):
	"""The button of a form's head or of its dialog."""
	someone.page.locator(".page-container:visible .page-head button:visible", has_text=label).last.click()


def confirm(someone, label: str):
	someone.dialog.get_by_role("button", name=label, exact=True).click()


def save(someone):
	someone.page.keyboard.press("Control+s")
	someone.page.wait_for_function("() => cur_frm && !cur_frm.is_new() && !cur_frm.is_dirty()")
	someone.settle()


def shows(someone, state: str):
	pill = someone.page.locator(".page-container:visible .page-title .indicator-pill")
	expect(pill).to_have_text(zh(state))


def issue_the_plan(organizer, chief, year: Year, look):
	organizer.open_form("Sink Annual Plan", year.last_plan)
	organizer.page.get_by_role("button", name=zh("New Year from This Plan")).click()
	confirm(organizer, zh("Make the Draft"))
	organizer.page.wait_for_function(
		"(last) => cur_frm?.doc.name !== last && !cur_frm.is_new()", arg=year.last_plan
	)
	organizer.settle()
	organizer.act(zh("Submit for Decision"))
	shows(organizer, "Committee Review")
	data.look_again()
	plan = frappe.db.get_value(
		"Sink Annual Plan", {"organization": year.world.unit.name, "workflow_state": "Committee Review"}
	)
	chief.open_form("Sink Annual Plan", plan)
	chief.act(zh("Approve and Issue"))
	chief.dialog.locator("input[data-fieldname=approved_by]").fill("党委会")
	look(chief, "150-plan-issue")
	confirm(chief, zh("Approve and Issue"))
	shows(chief, "Issued")
	data.look_again()
	tasks = frappe.get_all(
		"Sink Milestone Task", filters={"branch": year.world.branch.name, "plan": plan}, pluck="due_date"
	)
	assert sorted(map(str, tasks)) == [f"{year.year}-08-10", f"{year.year}-08-20"]


def set_up_the_group(organizer, year: Year, look):
	organizer.open_desk("sink-working-group/new")
	organizer.settle()
	where = organizer.form.locator("input[data-fieldname=organization]")
	if where.input_value() == "":
		organizer.fill_link(where, year.world.unit.org_name)
	organizer.form.locator("textarea[data-fieldname=duties]").fill("统筹本单位党员干部下沉社区工作。")
	row = organizer.form.locator("[data-fieldname=members] .grid-row[data-idx='1']")
	row.locator("[data-fieldname=person_name]").click()
	row.locator("input[data-fieldname=person_name]").fill(LEADER)
	row.locator("input[data-fieldname=person_name]").press("Tab")
	save(organizer)
	look(organizer, "151-working-group")
	data.look_again()
	assert (
		frappe.db.get_value("Sink Working Group", {"organization": year.world.unit.name}, "leader_name")
		== LEADER
	)


def take_in_the_roster(organizer, year: Year, look):
	organizer.open_desk("sink-roster-import/new")
	organizer.settle()
	attach = organizer.form.locator("[data-fieldname=file] button.btn-attach")
	attach.click()
	organizer.page.locator(".file-uploader input[type=file]").first.set_input_files(
		{
			"name": "花名册.xlsx",
			"mimeType": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
			"buffer": year.roster,
		}
	)
	organizer.dialog.locator(".btn-modal-primary").click()
	# the framework saves a form when a file was attached
	organizer.page.wait_for_function("() => cur_frm && !cur_frm.is_new() && !cur_frm.is_dirty()")
	expect(organizer.page.locator(".modal.show")).to_have_count(0)
	organizer.settle()
	press(organizer, zh("Check Roster"))
	expect(organizer.page.locator(".form-message:visible")).to_contain_text("2")
	expect(organizer.page.locator(".modal.show")).to_have_count(0)
	organizer.settle()
	look(organizer, "152-roster-wrong-rows")
	press(organizer, zh("Import Roster"))
	confirm(organizer, zh("Yes"))
	organizer.page.wait_for_function("() => cur_frm?.doc.status === 'Imported'")
	expect(organizer.page.locator(".modal.show")).to_have_count(0)
	data.look_again()
	waiting = {"unit": year.world.unit.name, "workflow_state": "Community Acceptance"}
	assert frappe.db.count("Sink Registration", waiting) == PEOPLE


def in_bulk(someone, action: str):
	"""Tick all that waits on «My approvals» and take one step with all of it."""
	someone.open_desk("sink-my-approvals")
	expect(someone.page.locator(".sink-kinds button").first).to_be_visible()
	someone.settle()
	boxes = someone.page.locator(".sink-row input[type=checkbox]")
	for number in range(boxes.count()):
		boxes.nth(number).check()
	someone.page.locator(".sink-bulk").get_by_role("button", name=zh(action)).click()


def nothing_left(someone):
	"""All went well, and the list is empty."""
	expect(someone.dialog).to_contain_text(str(PEOPLE))
	confirm(someone, zh("Close"))
	expect(someone.page.get_by_text(zh("Nothing waits for you."))).to_be_visible()


def into_the_grids(secretary, year: Year, look):
	in_bulk(secretary, "Accept into Grid")
	secretary.fill_link(secretary.dialog.locator("input[data-fieldname=grid]"), year.world.grid.area_name)
	look(secretary, "153-bulk-into-grid")
	confirm(secretary, zh("Accept into Grid"))
	nothing_left(secretary)
	data.look_again()
	placed = {"community": year.community, "grid": year.world.grid.name, "workflow_state": "Placed in Grid"}
	assert frappe.db.count("Sink Registration", placed) == PEOPLE


def give_posts(organizer, secretary, year: Year, look):
	organizer.open_desk("sink-post-proposal/new")
	organizer.settle()
	save(organizer)
	press(organizer, zh("Propose Posts"))
	expect(organizer.page.locator(".grid-body .rows .grid-row").first).to_be_visible()
	organizer.settle()
	organizer.page.locator(".page-actions:visible .btn-primary").filter(has_text="定岗").click()
	confirm(organizer, zh("Yes"))
	expect(organizer.page.locator(".form-message:visible")).to_contain_text(str(PEOPLE))
	organizer.settle()
	look(organizer, "154-posts-proposed")
	in_bulk(secretary, "Confirm Post")
	confirm(secretary, zh("Yes"))
	nothing_left(secretary)
	data.look_again()
	confirmed = {"community": year.community, "workflow_state": "Post Confirmed"}
	assert frappe.db.count("Sink Position Assignment", confirmed) == PEOPLE


def name_a_building_head(secretary, year: Year, look):
	data.look_again()
	member = frappe.get_all(
		"Sink Registration", filters={"community": year.community}, fields=["member", "member_name"], limit=1
	)[0]
	secretary.open_desk("sink-position-assignment/new")
	secretary.settle()
	secretary.form.locator("select[data-fieldname=kind]").select_option("Building Head")
	secretary.fill_link(secretary.form.locator("input[data-fieldname=member]"), member.member_name)
	grid = secretary.form.locator("input[data-fieldname=grid]")
	if grid.input_value() == "":
		secretary.fill_link(grid, year.world.grid.area_name)
	save(secretary)
	secretary.act(zh("Confirm Post"))
	shows(secretary, "Post Confirmed")
	look(secretary, "155-building-head")
	data.look_again()
	head = {"kind": "Building Head", "grid": year.world.grid.name, "workflow_state": "Post Confirmed"}
	assert frappe.db.get_value("Sink Position Assignment", head, "member") == member.member


def promise(organizer, chief, secretary, year: Year, look) -> str:
	"""The unit's promise to the community, looked through by somebody else and published."""
	organizer.open_desk("sink-commitment/new")
	organizer.settle()
	organizer.form.locator("select[data-fieldname=committer_kind]").select_option("Party Organization")
	for field, text in (
		("organization", year.world.unit.org_name),
		("community", year.world.community.area_name),
	):
		where = organizer.form.locator(f"input[data-fieldname={field}]")
		if where.input_value() == "":
			organizer.fill_link(where, text)
	items = organizer.form.locator("[data-fieldname=items]")
	if not items.locator(".grid-row[data-idx='1']").count():
		items.locator(".grid-add-row").click()
	row = items.locator(".grid-row[data-idx='1']")
	row.locator("[data-fieldname=promise]").first.click()
	row.locator("textarea[data-fieldname=promise], input[data-fieldname=promise]").first.fill(PROMISE)
	save(organizer)
	organizer.act(zh("Submit Promise"))
	shows(organizer, "Promise in Review")
	data.look_again()
	name = frappe.db.get_value("Sink Commitment", {"community": year.community})
	chief.open_form("Sink Commitment", name)
	chief.act(zh("Approve Promise"))
	shows(chief, "Promise on Display")
	secretary.open_form("Sink Commitment", name)
	secretary.act(zh("Begin to Keep"))
	shows(secretary, "Promise Being Kept")
	look(secretary, "156-commitment-kept")
	return name


def everybody_reads(someone, year: Year):
	data.forget_limits()
	someone.open(f"/commitments?community={year.community}")
	expect(someone.page.locator("article.card")).to_contain_text(PROMISE)


def judge(organizer, secretary, name: str, look):
	organizer.open_form("Sink Commitment", name)
	organizer.settle()
	organizer.form.locator("[data-fieldname=items] .grid-row[data-idx='1'] .btn-open-row").click()
	row = organizer.page.locator(".grid-row-open")
	row.locator("select[data-fieldname=state]").select_option("Fulfilled")
	row.locator("[data-fieldname=outcome] textarea").fill("全年12次，清运垃圾3吨。")
	save(organizer)
	organizer.act(zh("Hand In for Judgement"))
	shows(organizer, "Promise Being Judged")
	secretary.open_form("Sink Commitment", name)
	secretary.act(zh("Judge and Close"))
	good = frappe.db.get_value("Sink Commitment Rating", {"is_good": 1}, "rating_name")
	secretary.fill_link(secretary.dialog.locator("input[data-fieldname=rating]"), good)
	secretary.dialog.locator("textarea[data-fieldname=judgement]").fill("说到做到，居民满意。")
	look(secretary, "157-commitment-judged")
	confirm(secretary, zh("Judge and Close"))
	shows(secretary, "Promise Closed")
