"""A list on a map: places as spots with numbers, each leading to its records; nothing fetched unasked."""

import frappe
import pytest
from playwright.sync_api import expect

from tests.support import bench, data
from tests.support.words import zh

POINTS = ("114.4300,30.4100", "114.4360,30.4135", "114.4255,30.4150", "114.4240,30.4075")
TILES = "https://tiles.example.gov.cn/{z}/{x}/{y}.png"


@pytest.fixture
def place(site):
	from sink_app.tests import factories

	with data.committed():
		world = data.named_world("滨湖")
		world.grids = [factories.make_area("Grid", world.community, area_name=f"第{n}网格") for n in (2, 3)]
		places = (world.community, world.grid, *world.grids)
		for area, point in zip(places, POINTS, strict=True):
			area.reload()
			area.update({"point": point})
			area.save()
		for area in (*[world.grid] * 5, *[world.grids[0]] * 2, world.community):
			factories.make_activity(area, organization=None)
		world.manager = factories.make_stand(
			"Sink Platform Manager", frappe.get_doc("Sink Area", factories.root_of("Sink Area"))
		)
		data.let_in(world.secretary, world.manager)
	yield world
	with data.committed():
		settings = frappe.get_doc("Sink Map Settings")
		settings.update({"tiles": "", "attribution": ""})
		settings.save()


def asked_elsewhere(person) -> list[str]:
	"""The addresses that the person's pages ask from now on and that are not the site's."""
	asked: list[str] = []
	own = (bench.url(), "data:", "blob:", bench.url().replace("http", "ws"))
	person.page.on("request", lambda request: request.url.startswith(own) or asked.append(request.url))
	return asked


def test_a_list_is_seen_on_a_map_and_each_place_leads_to_its_records(person, place, look):
	secretary = person("secretary")
	secretary.log_in(place.secretary, data.password())
	strangers = asked_elsewhere(secretary)
	secretary.open_desk("sink-activity")
	secretary.page.locator(".custom-btn-group-label", has_text=zh("List View")).click()
	secretary.page.locator(".custom-btn-group .dropdown-menu:visible a", has_text=zh("Map")).click()
	spots = secretary.page.locator(".sink-spot")
	expect(spots).to_have_count(3)
	assert sorted(spots.all_inner_texts()) == ["1", "2", "5"]
	expect(secretary.page.locator(".list-paging-area:visible")).to_have_count(0)
	look(secretary, "236-activities-on-a-map")

	spots.filter(has_text="2").click()
	expect(secretary.page.locator(".list-row-checkbox:visible")).to_have_count(2)
	look(secretary, "238-records-of-a-place")
	assert not strangers


def test_of_what_has_no_place_a_map_says_so(person, place):
	secretary = person("secretary")
	secretary.log_in(place.secretary, data.password())
	secretary.open("/app/sink-service-category/view/map")
	words = zh("{0} have no place on a map. Please choose another view.").format(zh("Sink Service Category"))
	expect(secretary.page.get_by_text(words)).to_be_visible()


def test_an_office_names_who_gives_the_map(person, place, look):
	manager = person("manager")
	manager.log_in(place.manager, data.password())
	manager.open("/app/sink-map-settings")
	manager.form.locator("[data-fieldname=tiles] input").fill(TILES)
	manager.form.locator("[data-fieldname=attribution] input").fill("示例地图")
	manager.page.get_by_role("button", name=zh("Save")).click()
	manager.settle()
	look(manager, "237-map-settings")

	secretary = person("secretary")
	secretary.log_in(place.secretary, data.password())
	secretary.context.route(
		"https://tiles.example.gov.cn/**", lambda route: route.fulfill(content_type="image/png", body=b"")
	)
	strangers = asked_elsewhere(secretary)
	secretary.open("/app/sink-activity/view/map")
	expect(secretary.page.locator(".sink-spot")).to_have_count(3)
	expect(secretary.page.get_by_text("示例地图")).to_be_visible()
	assert strangers and all(each.startswith("https://tiles.example.gov.cn/") for each in strangers)
