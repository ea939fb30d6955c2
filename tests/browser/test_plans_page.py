"""Plans, milestones, groups and the trees as offices use them."""

import frappe
import pytest
from playwright.sync_api import expect

from sink_app.demo import source
from sink_app.organization import plans
from tests.support import data
from tests.support.words import zh

SCHOOL, GRID = "中共湖北经济学院委员会", "经院社区第7网格"


@pytest.fixture
def at_desk(person):
	"""Seat a demo user at a desk, logged in."""

	def seat(login: str):
		someone = person(login)
		someone.log_in(data.demo_user(login), data.password())
		return someone

	return seat


def plan_of(year: int) -> str:
	data.look_again()
	return plans.current(source.organization(SCHOOL), year)


@pytest.mark.parametrize(
	("login", "route", "picture"),
	[
		("unit", "sink-annual-plan", "70-plan-list"),
		("unit", "sink-milestone-task", "71-milestone-list"),
		("unit", "sink-policy-document", "72-policy-list"),
		("unit", "sink-working-group", "73-working-group-list"),
		("city", "sink-supervision-group", "74-supervision-list"),
		("district", "sink-area/view/list", "75-area-list"),
		("unit", "sink-organization/view/list", "76-organization-list"),
	],
)
def test_lists(login, route, picture, at_desk, look):
	someone = at_desk(login)
	someone.open_desk(route)
	expect(someone.page.locator(".list-row:visible").first).to_be_visible()
	look(someone, picture)


def test_org_04_a_plan_reads_like_its_paper(site, at_desk, look):
	someone = at_desk("unit")
	someone.open_form("Sink Annual Plan", plan_of(2020))
	look(someone, "77-plan-form")
	someone.page.get_by_role("tab", name=zh("Stages and Milestones")).click()
	expect(someone.page.get_by_text("完成党员干部到社区报到工作").first).to_be_visible()
	look(someone, "78-plan-milestones")


def test_org_40_next_years_plan_is_one_click(site, at_desk, look):
	someone = at_desk("unit")
	year = int(frappe.utils.nowdate()[:4])
	someone.open_form("Sink Annual Plan", plan_of(year))
	someone.page.get_by_role("button", name=zh("New Year from This Plan")).click()
	expect(someone.dialog).to_contain_text(zh("Dates on Free Days"))
	look(someone, "79-plan-new-year")
	someone.dialog.get_by_role("button", name=zh("Make the Draft")).click()
	someone.page.wait_for_function("(year) => cur_frm?.doc.year === year && !cur_frm.is_new()", arg=year + 1)
	someone.settle()
	made = plan_of(year + 1)
	due = {row.code: str(row.due_date) for row in frappe.get_doc("Sink Annual Plan", made).milestones}
	assert due["M02"] == f"{year + 1}-08-10"


def test_reg_08_a_task_is_ticked_off_in_the_list(site, at_desk):
	with data.committed():
		data.let_in(data.demo_user("yiyou"))
	someone = at_desk("yiyou")
	someone.open_desk("sink-milestone-task?status=Pending")
	row = someone.page.locator(".list-row:visible").filter(has_text=zh("Tick Off")).first
	row.get_by_role("button", name=zh("Tick Off")).click()
	expect(someone.page.locator(".desk-alert", has_text=zh("Completed")).first).to_be_visible()
	data.look_again()
	assert frappe.db.exists(
		"Sink Milestone Task", {"done_by": data.demo_user("yiyou"), "status": "Completed"}
	)


def test_calendar(at_desk, look):
	someone = at_desk("unit")
	someone.open_desk("sink-milestone-task/view/calendar/default")
	expect(someone.page.locator(".fc-day-grid")).to_be_visible()
	year = int(frappe.utils.nowdate()[:4])
	someone.page.evaluate("(day) => $('.fc:visible').fullCalendar('gotoDate', day)", f"{year}-08-01")
	expect(someone.page.locator(".fc-event").first).to_be_visible()
	look(someone, "80-milestone-calendar")


@pytest.mark.parametrize(
	("login", "report", "picture"),
	[
		("unit", "Sink Milestones of the Year", "81-report-milestones"),
		("unit", "Sink Units without Working Group", "82-report-without-group"),
		("city", "Sink Compound Party Org Coverage", "83-report-compounds"),
	],
)
def test_reports(login, report, picture, at_desk, look):
	someone = at_desk(login)
	someone.open_desk(f"query-report/{report}")
	expect(someone.page.locator(".dt-cell--col-1:visible").nth(1)).to_be_visible()
	look(someone, picture)


def test_org_14_org_15_org_16_org_17_the_overview(at_desk, look):
	someone = at_desk("city")
	someone.open_desk("dashboard-view/Sink Overview")
	expect(someone.page.locator(".number-widget-box .number").nth(15)).to_be_visible()
	expect(someone.page.locator(".chart-loading-state:visible")).to_have_count(0)
	look(someone, "84-overview")
	# the framework draws a chart anew while it is still drawing it
	someone.troubles[:] = [each for each in someone.troubles if "removeChild" not in each]


def test_forms_of_groups(site, at_desk, look):
	data.look_again()
	group = frappe.db.get_value("Sink Working Group", {"organization": source.organization(SCHOOL)})
	supervision = frappe.db.get_value("Sink Supervision Group", {"title": "市委第三督导组"})
	paper = frappe.db.get_value("Sink Policy Document", {"print_date": "2020-08-03"})
	someone = at_desk("city")
	for doctype, name, picture in (
		("Sink Working Group", group, "85-working-group-form"),
		("Sink Supervision Group", supervision, "86-supervision-form"),
		("Sink Policy Document", paper, "87-policy-form"),
	):
		someone.open_form(doctype, name)
		someone.settle()
		look(someone, picture)


def test_reg_18_a_grid_is_found_in_the_tree(site, at_desk, look):
	data.look_again()
	someone = at_desk("city")
	someone.open_desk("sink-area/view/tree")
	expect(someone.page.locator(".tree-node").first).to_be_visible()
	someone.fill_link(someone.page.locator("input[data-fieldname='sink_find']:visible"), GRID)
	found = someone.page.locator(f".tree-link[data-label='{source.area(GRID)}']")
	expect(found).to_be_visible()
	look(someone, "88-tree-found")
