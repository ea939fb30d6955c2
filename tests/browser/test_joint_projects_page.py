"""A list of joint projects through three offices, sent back once, and changed after it was put on file."""

import frappe
import pytest
from playwright.sync_api import expect

from sink_app.tests import factories, projects
from tests.support import data
from tests.support.reading import pdf_text
from tests.support.words import english_left, zh

LIST = "Sink Project List"
REASON = "第2项与居委会日常工作重复，请调整"


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
		made.supervisor = projects.supervisor(made.unit)
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
		data.let_in(made.organizer, made.secretary, made.other_secretary, made.supervisor)
	return made


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
	"""Four projects are there already; the fifth is drafted from what fits and completed in the grid."""
	with data.committed():
		name = projects.make_list(world, projects.five()[:4]).name
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


def test_lst_06_prj_04_a_list_goes_through_three_offices(seat, world, look):
	organizer, secretary = seat("organizer", world.organizer), seat("secretary", world.secretary)
	name = draft(organizer, world, look)
	organizer.act(zh("Submit to Community"))
	shows(organizer, "Projects to Confirm")

	open_list(secretary, name)
	secretary.act(zh("Send Back"))
	secretary.dialog.locator("textarea").first.fill(REASON)
	look(secretary, "201-project-list-send-back")
	confirm(secretary, zh("Send Back"))
	shows(secretary, "Returned")

	open_list(organizer, name)
	expect(organizer.page.locator(".page-container:visible .sink-history")).to_contain_text(REASON)
	organizer.page.evaluate(
		"""() => frappe.model.set_value(
			cur_frm.doc.items[1].doctype, cur_frm.doc.items[1].name, "goal", "解决积水问题")"""
	)
	organizer.page.keyboard.press("Control+s")
	organizer.page.wait_for_function("() => !cur_frm.is_dirty()")
	organizer.settle()
	organizer.act(zh("Submit to Community"))
	shows(organizer, "Projects to Confirm")

	late_click(seat("second-secretary", world.other_secretary), secretary, name)
	put_on_file(seat("supervisor", world.supervisor), name, look)
	projects_go_on(organizer, name, look)
	change_after_filing(organizer, secretary, name, look)
	printed(secretary, name)


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


def put_on_file(supervisor, name: str, look):
	open_list(supervisor, name)
	supervisor.act(zh("Put on File"))
	supervisor.dialog.locator("textarea").first.fill("项目具体可行，同意备案")
	confirm(supervisor, zh("Put on File"))
	shows(supervisor, "List on File")
	expect(beside(supervisor, "How the Projects Stand")).to_contain_text("校医院医生义诊")
	look(supervisor, "202-project-list-on-file")


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
	expect(organizer.page.locator(".gantt .bar-wrapper").first).to_be_visible()
	look(organizer, "204-joint-project-gantt")


def change_after_filing(organizer, secretary, name: str, look):
	open_list(organizer, name)
	organizer.page.get_by_role("button", name=zh("Copy")).click()
	organizer.page.get_by_text(zh("Change After Filing"), exact=True).first.click()
	organizer.dialog.locator("textarea").fill("居民要求提前完工")
	confirm(organizer, zh("Draft the Change"))
	organizer.page.wait_for_function(
		"(before) => cur_frm?.doc.name !== before && !cur_frm.is_new()", arg=name
	)
	organizer.settle()
	organizer.page.evaluate(
		"""() => frappe.model.set_value(
			cur_frm.doc.items[0].doctype, cur_frm.doc.items[0].name, "goal", "国庆节前全部完工")"""
	)
	organizer.page.keyboard.press("Control+s")
	organizer.page.wait_for_function("() => !cur_frm.is_dirty()")
	organizer.settle()
	second = organizer.page.evaluate("() => cur_frm.doc.name")
	organizer.act(zh("Submit to Community"))
	shows(organizer, "Projects to Confirm")
	open_list(secretary, second)
	changed = beside(secretary, "What This Version Changes")
	expect(changed).to_contain_text("国庆节前全部完工")
	expect(changed).to_contain_text("居民要求提前完工")
	look(secretary, "205-project-list-changed")


def printed(secretary, name: str):
	address = f"doctype={LIST}&name={name}&format=Sink Project List Sheet"
	pdf = secretary.context.request.get(f"/api/method/frappe.utils.print_format.download_pdf?{address}")
	assert pdf.headers["content-type"] == "application/pdf"
	text = pdf_text(pdf.body())
	flat = text.replace(" ", "").replace("\n", "")
	assert all(words in flat for words in ("年度共建项目清单", "可衡量成果", "校医院医生义诊"))
	assert english_left(text.split()) == []
