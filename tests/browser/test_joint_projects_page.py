"""A list of joint projects through four offices, each at a browser of its own.

Drafted by a unit, sent back once, agreed to by the unit that shares it, confirmed by the community (a second
secretary comes late), put on file by a deputy in the supervisor's name, and changed after filing.
"""

import re

import frappe
import pytest
from frappe.utils import get_fullname, nowdate
from playwright.sync_api import expect

from sink_app.tests import factories, projects
from tests.support import data
from tests.support.reading import pdf_text
from tests.support.words import english_left, zh

LIST = "Sink Project List"
REASON = "第2项与居委会日常工作重复，请调整"
NEW_GOAL = "国庆节前全部完工"


@pytest.fixture
def world(site):
	with data.committed():
		made = factories.World()
		mark = made.community.name[:4]
		for doc, values in (
			(made.community, {"area_name": f"共建社区{mark}"}),
			(made.unit, {"org_name": f"共建单位{mark}"}),
		):
			doc.update(values).save()
		made.partner, made.partner_organizer = projects.other_unit_with_organizer()
		made.partner.update({"org_name": f"会签单位{mark}"}).save()
		made.supervisor = projects.supervisor(made.unit)
		made.deputy = deputy_of(made.supervisor, projects.supervisor(made.other_unit))
		made.other_secretary = factories.make_stand("Sink Community Secretary", made.community)
		about = {"organization": made.unit.name, "community": made.community.name}
		resource = {"resource_type": "Talent", "resource_name": "校医院医生义诊", "category": "健康义诊"}
		resource |= {"function_basis": "校医院职责", "advantage": "医生6名", "target_need": "老年人量血压"}
		demand = {"demand_words": "老年人想定期量血压", "category": "健康义诊", "collected_by": "入户走访"}
		for doc in (
			factories.make("Sink Resource List", **about, items=[resource]),
			factories.make("Sink Demand List", community=made.community.name, items=[demand]),
		):
			doc.db_set("workflow_state", "List in Force")
		data.let_in(made.organizer, made.secretary, made.other_secretary, made.partner_organizer)
		data.let_in(made.supervisor, made.deputy)
	return made


def deputy_of(absent: str, deputy: str) -> str:
	"""Somebody of another group, who takes the absent person's steps today."""
	with factories.as_user(absent):
		about = {"absent_user": absent, "deputy": deputy, "from_date": nowdate(), "to_date": nowdate()}
		frappe.get_doc({"doctype": "Sink Deputy", **about, "chains": []}).insert()
	return deputy


@pytest.fixture
def seat(person, world):
	def take_place(name: str, user: str):
		someone = person(name)
		someone.log_in(user, data.password())
		return someone

	return take_place


def shows(someone, state: str):
	pill = someone.page.locator(".page-container:visible .page-title .indicator-pill")
	expect(pill).to_have_text(zh(state))


def confirm(someone, label: str):
	someone.dialog.get_by_role("button", name=label, exact=True).click()


def open_list(someone, name: str):
	someone.open_form(LIST, name)
	someone.settle()


def beside(someone, label: str):
	return someone.page.locator(".form-dashboard-section:visible").filter(has_text=zh(label))


def draft(organizer, world, look) -> str:
	"""Four projects are there already, one of them shared; the fifth is drafted from what fits."""
	four = projects.five()[:4]
	four[0] |= {"difficulty": "Considerable"}
	shared = [
		{"project_title": four[0]["project_title"], "organization": unit.name, "duty": duty}
		for unit, duty in ((world.unit, "出经费"), (world.partner, "派技术人员"))
	]
	with data.committed():
		name = projects.make_list(world, four, parties=shared).name
	open_list(organizer, name)
	offered = beside(organizer, "Resources and Demands")
	expect(offered).to_contain_text("老年人想定期量血压")
	expect(offered).to_contain_text("校医院医生义诊")
	look(organizer, "200-project-list-draft")
	offered.get_by_role("button").click()
	rows = organizer.page.locator("[data-fieldname=items] .grid-body .rows .grid-row")
	expect(rows).to_have_count(5)
	organizer.page.evaluate(
		"""async () => {
			const row = cur_frm.doc.items[4];
			for (const [field, value] of Object.entries({
				measurable_output: "每月义诊1次", owner_name: "殷若兰", no_cost: 1,
			})) await frappe.model.set_value(row.doctype, row.name, field, value);
		}"""
	)
	organizer.page.keyboard.press("Control+s")
	organizer.page.wait_for_function("() => !cur_frm.is_dirty()")
	organizer.settle()
	return name


def test_lst_06_prj_04_six_people_see_a_list_through_its_chain(seat, world, look):
	organizer, secretary = seat("organizer", world.organizer), seat("secretary", world.secretary)
	supervisor = seat("supervisor", world.supervisor)
	name = draft(organizer, world, look)
	organizer.act(zh("Submit to Community"))
	shows(organizer, "Projects to Confirm")
	send_back_and_mend(organizer, secretary, name, look)
	agree(seat("partner", world.partner_organizer), name, look)
	late_click(seat("second-secretary", world.other_secretary), secretary, name)
	put_on_file(seat("deputy", world.deputy), supervisor, world, name, look)
	projects_go_on(organizer, name, look)
	second = change_after_filing(organizer, name)
	agree_to_the_change(secretary, supervisor, second, look)
	printed(secretary, world, name)


def send_back_and_mend(organizer, secretary, name: str, look):
	open_list(secretary, name)
	secretary.act(zh("Send Back"))
	secretary.dialog.locator("textarea").first.fill(REASON)
	look(secretary, "201-project-list-send-back")
	confirm(secretary, zh("Send Back"))
	shows(secretary, "Returned")
	open_list(organizer, name)
	expect(organizer.page.locator(".page-container:visible .sink-history")).to_contain_text(REASON)
	rewrite_goal(organizer, 1, "解决积水问题")
	organizer.act(zh("Submit to Community"))
	shows(organizer, "Projects to Confirm")


def rewrite_goal(organizer, row: int, goal: str):
	organizer.page.evaluate(
		"""([row, goal]) => frappe.model.set_value(
			cur_frm.doc.items[row].doctype, cur_frm.doc.items[row].name, "goal", goal)""",
		[row, goal],
	)
	organizer.page.keyboard.press("Control+s")
	organizer.page.wait_for_function("() => !cur_frm.is_dirty()")
	organizer.settle()


def agree(partner, name: str, look):
	"""会签: the unit that shares a project finds what it is asked for on its own list."""
	data.look_again()
	consent = frappe.db.get_value("Sink Project Consent", {"project_list": name})
	partner.open_desk("sink-project-consent")
	partner.page.locator(f".list-row-container a[href$='{consent}']").first.click()
	partner.settle()
	expect(field(partner, "projects")).to_contain_text("派技术人员")
	look(partner, "201b-project-consent")
	partner.page.get_by_role("button", name=zh("Agree"), exact=True).click()
	expect(field(partner, "status")).to_contain_text(zh("Agreed"))


def field(someone, name: str):
	return someone.page.locator(f".page-container:visible .frappe-control[data-fieldname='{name}']")


def late_click(second, secretary, name: str):
	"""Two secretaries have the same form open; who comes later is told that it is done."""
	open_list(second, name)
	open_list(secretary, name)
	secretary.act(zh("Confirm Projects"))
	secretary.dialog.locator("textarea").first.fill("同意，社区配合组织居民")
	confirm(secretary, zh("Confirm Projects"))
	shows(secretary, "Supervision Review")
	with second.expecting_refusals():
		second.act(zh("Confirm Projects"))
		if second.dialog.locator("textarea").count():
			second.dialog.locator("textarea").first.fill("同意")
			confirm(second, zh("Confirm Projects"))
		expect(second.page.locator(".modal.show").last).to_contain_text(zh("Supervision Review"))


def put_on_file(deputy, supervisor, world, name: str, look):
	"""The supervisor is away: who stands in finds the list, files it, and the history says in whose name."""
	deputy.open_desk("sink-my-approvals")
	waiting = deputy.page.locator(".sink-row").filter(has_text=world.unit.org_name)
	expect(waiting).to_contain_text(get_fullname(world.supervisor))
	look(deputy, "201c-project-list-for-the-absent")
	waiting.locator(".sink-title").click()
	expect(deputy.form).to_be_visible()
	deputy.settle()
	deputy.act(zh("Put on File"))
	deputy.dialog.locator("textarea").first.fill("项目具体可行，同意备案")
	confirm(deputy, zh("Put on File"))
	shows(deputy, "List on File")
	history = deputy.page.locator(".page-container:visible .sink-history")
	expect(history).to_contain_text(in_the_name(world))
	open_list(supervisor, name)
	expect(beside(supervisor, "How the Projects Stand")).to_contain_text("校医院医生义诊")
	look(supervisor, "202-project-list-on-file")


def in_the_name(world) -> str:
	words = zh("{0} on behalf of {1}")
	return words.format(get_fullname(world.deputy), get_fullname(world.supervisor))


def projects_go_on(organizer, name: str, look):
	data.look_again()
	project = frappe.get_doc(LIST, name).items[0].project
	organizer.open_form("Sink Joint Project", project)
	organizer.settle()
	organizer.act(zh("Start Project"))
	shows(organizer, "Project Under Way")
	organizer.settle()
	organizer.page.get_by_role("button", name=zh("Tell Progress")).click()
	expect(organizer.dialog.locator("textarea[data-fieldname=done]")).to_be_visible()
	organizer.settle()
	for where, words in (
		("input[data-fieldname=progress]", "60"),
		("textarea[data-fieldname=done]", "完成一半"),
	):
		organizer.dialog.locator(where).fill(words)
		organizer.dialog.locator(where).press("Tab")
	confirm(organizer, zh("Save"))
	organizer.page.wait_for_function("() => cur_frm.doc.progress === 60")
	organizer.settle()
	look(organizer, "203-joint-project")
	organizer.open_desk("sink-joint-project/view/gantt")
	bar = organizer.page.locator(".gantt .bar-wrapper").filter(has_text="60%")
	# months stand in the lower line where the view begins with months, days where it does not
	expect(organizer.page.locator(".gantt .lower-text").filter(has_text="月").first).to_be_attached()
	expect(bar.first).to_have_text("项目1 60%")
	look(organizer, "204-joint-project-gantt")


def change_after_filing(organizer, name: str) -> str:
	"""A further version, handed in; returns its name."""
	open_list(organizer, name)
	organizer.page.get_by_role("button", name=zh("Copy")).click()
	organizer.page.get_by_text(zh("Change After Filing"), exact=True).first.click()
	organizer.dialog.locator("textarea").fill("居民要求提前完工")
	confirm(organizer, zh("Draft the Change"))
	organizer.page.wait_for_function(
		"(before) => cur_frm?.doc.name !== before && !cur_frm.is_new()", arg=name
	)
	organizer.settle()
	rewrite_goal(organizer, 0, NEW_GOAL)
	second = organizer.page.evaluate("() => cur_frm.doc.name")
	organizer.act(zh("Submit to Community"))
	shows(organizer, "Projects to Confirm")
	return second


def agree_to_the_change(secretary, supervisor, second: str, look):
	"""Each who is asked sees what is otherwise; the project itself goes on with the new words."""
	for someone, action, state, picture in (
		(secretary, "Confirm Projects", "Supervision Review", "205-project-list-changed"),
		(supervisor, "Put on File", "List on File", "206-project-list-changed-supervisor"),
	):
		open_list(someone, second)
		changed = beside(someone, "What This Version Changes")
		expect(changed).to_contain_text(NEW_GOAL)
		expect(changed).to_contain_text("居民要求提前完工")
		look(someone, picture)
		someone.act(zh(action))
		someone.dialog.locator("textarea").first.fill("同意提前完工")
		confirm(someone, zh(action))
		shows(someone, state)
	data.look_again()
	project = frappe.get_doc("Sink Joint Project", frappe.get_doc(LIST, second).items[0].project)
	assert (project.goal, project.progress) == (NEW_GOAL, 60)


def printed(secretary, world, name: str):
	address = f"doctype={LIST}&name={name}&format=Sink Project List Sheet"
	pdf = secretary.context.request.get(f"/api/method/frappe.utils.print_format.download_pdf?{address}")
	assert pdf.headers["content-type"] == "application/pdf"
	text = pdf_text(pdf.body())
	flat = re.sub(r"\s", "", text)
	told = ("年度共建项目清单", "可衡量成果", "校医院医生义诊", in_the_name(world), REASON)
	assert all(re.sub(r"\s", "", words) in flat for words in told)
	assert english_left(text.split()) == []
