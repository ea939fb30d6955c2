"""The three lists as a unit and a community keep them."""

import frappe
import pytest
from playwright.sync_api import expect

from sink_app.tests import factories, service
from tests.support import data
from tests.support.reading import pdf_text
from tests.support.words import english_left, zh

ROW = {
	"resource_type": "Talent",
	"resource_name": "校医院医生义诊",
	"function_basis": "校医院职责",
	"advantage": "医生6名，设备齐全",
	"target_need": "老年人量血压、测血糖",
	"category": "健康义诊",
	"frequency": "每月一次",
}


@pytest.fixture
def world(site):
	with data.committed():
		made = data.named_world("清单")
		with factories.as_user(made.organizer):
			about = {"organization": made.unit.name, "community": made.community.name}
			made.resources = frappe.get_doc(
				{"doctype": "Sink Resource List", **about, "items": [ROW]}
			).insert()
		service.make_demand(made.community, words="老年人想定期量血压", category="健康义诊")
		data.let_in(made.organizer, made.secretary)
	return made


def test_lst_01_lst_10_lists_are_filled_in_put_in_force_and_printed(person, world, look):
	organizer = person("organizer")
	organizer.log_in(world.organizer, data.password())
	organizer.open_form("Sink Resource List", world.resources.name)
	organizer.settle()
	look(organizer, "99n-form-resource-list")
	organizer.act(zh("Submit List"))
	pill = ".page-container:visible .page-title .indicator-pill"
	expect(organizer.page.locator(pill)).to_have_text(zh("List in Review"))

	secretary = person("secretary")
	secretary.log_in(world.secretary, data.password())
	secretary.open_form("Sink Resource List", world.resources.name)
	secretary.settle()
	secretary.act(zh("Put in Force"))
	expect(secretary.page.locator(pill)).to_have_text(zh("List in Force"))
	secretary.open_desk("sink-demand-list/new")
	secretary.settle()
	secretary.page.keyboard.press("Control+s")
	secretary.page.wait_for_function("() => !location.pathname.includes('/new')")
	secretary.settle()
	secretary.page.get_by_role("button", name=zh("Fill In From Demands")).click()
	expect(secretary.page.locator(".grid-body .rows .grid-row").first).to_contain_text("量血压")
	secretary.page.keyboard.press("Control+s")
	secretary.settle()
	look(secretary, "99o-form-demand-list")

	address = f"doctype=Sink Resource List&name={world.resources.name}&format=Sink Resource List Sheet"
	pdf = secretary.context.request.get(f"/api/method/frappe.utils.print_format.download_pdf?{address}")
	assert pdf.headers["content-type"] == "application/pdf"
	text = pdf_text(pdf.body())
	assert all(
		word in text.replace(" ", "").replace("\n", "") for word in ("资源清单", "职能依据", "校医院医生义诊")
	)
	assert english_left(text.split()) == []
