"""`make bench-tree [SIZE=0.1]`: a city of 27,000 areas, opened in a browser, searched, changed; the table."""

import sys
from collections.abc import Callable
from statistics import median
from time import monotonic

import frappe
from frappe.utils.nestedset import rebuild_tree
from frappe.utils.password import update_password
from playwright.sync_api import Page, expect, sync_playwright

from benchmarks import opening
from benchmarks.access.city import City, insert, number, walk
from sink_app.organization import trees
from sink_app.tests import factories
from tests.support import bench
from tests.support.browser import DESK, Person, launch

AREA = "Sink Area"
COMPOUNDS, GRIDS = 8_329, 17_000
ROUNDS = 7
# milliseconds a person may wait: for a page with its form, for a node or another list, for one change
PAGES, OPENS, CHANGES = 500, 300, 1_000


class Timings:
	"""The table, and which of its rows took longer than they may."""

	def __init__(self):
		self.missed: list[str] = []

	def tell(self, name: str, times: list[float], bar: int | None = None) -> None:
		"""One row: median and slowest, in milliseconds."""
		middle, slowest = median(times) * 1000, max(times) * 1000
		said = f"{bar} ms" if bar else ""
		print(f"{name:52}{middle:>10.0f}{slowest:>10.0f}{said:>10}", flush=True)
		if bar and middle > bar:
			self.missed.append(name)


def main() -> int:
	"""Fill the site, measure, print; 1 if a bar was missed."""
	city = grown(opening.city_size("bench-tree", __doc__))
	frappe.flags.in_test = True
	print(f"{fill(city):,} areas; milliseconds\n\n{'what':52}{'median':>10}{'slowest':>10}{'bar':>10}")
	timings = Timings()
	user = looker(city)
	in_browser(timings, city, user)
	in_database(timings, city)
	print("".join(f"\nmissed: {name}" for name in timings.missed))
	return 1 if timings.missed else 0


def grown(size: float) -> City:
	"""The access benchmark's city with compounds, and with grids until it has 27,000 areas at full size."""
	city = City(size)
	city.compounds = city._level(city.communities, "Compound", "小区", COMPOUNDS, "community")
	for compound in city.compounds:
		compound.place = dict(compound.parent.place)
	more = max(0, round(GRIDS * size) - len(city.grids))
	for position in range(more):
		community = city.communities[position % len(city.communities)]
		name = f"bmore{position:08d}"
		node = type(community)(name, f"网格{position + 1}", "Grid", community)
		node.place = {**community.place, "grid": name}
		community.children.append(node)
		city.grids.append(node)
	number(city.area)
	return city


def fill(city: City) -> int:
	"""Put the city's areas in the place of what the site holds."""
	for doctype in ("Sink Registration", "Sink Member", "Sink Stand", AREA):
		frappe.db.truncate(doctype)
	written = insert(AREA, (city._area_row(node) for node in walk(city.area)))
	frappe.db.sql_ddl(f"analyze table `tab{AREA}`")
	return written


def looker(city: City) -> str:
	"""Somebody who answers for the whole city."""
	user = factories.make_stand("Sink City Organizer", frappe.get_doc(AREA, city.area.name))
	update_password(user, frappe.conf.demo_password)
	frappe.db.set_value("User", user, "language", "zh")
	frappe.db.commit()
	frappe.clear_cache()
	return user


def in_browser(timings: Timings, city: City, user: str) -> None:
	"""What a person waits for: from the click until what was asked for stands on the screen."""
	grid = city.grids[len(city.grids) // 2]
	community = grid.parent
	line = [community.parent.parent, community.parent, community]
	with sync_playwright() as playwright:
		browser = launch(playwright)
		someone = Person(browser.new_context(base_url=bench.url(), **DESK), "city")
		someone.log_in(user, frappe.conf.demo_password)
		found: dict[str, list[float]] = {}
		for _round in range(ROUNDS):
			someone.open_desk("sink-home")
			clock(found, "tree opens", lambda: open_tree(someone.page))
			for node in line:
				clock(found, f"{node.level.lower()} opens", lambda node=node: open_node(someone.page, node))
			someone.open_desk("sink-area/view/tree")
			expect(node_at(someone.page, line[0])).to_be_visible()
			clock(found, "found by name, opened down to a grid", lambda: find(someone.page, grid))
			someone.open_desk("sink-home")
			clock(found, "list opens", lambda: open_list(someone.page))
			clock(found, "list of one street's grids", lambda: open_list(someone.page, community.parent.name))
		browser.close()
	bars = {
		"tree opens": PAGES,
		"list opens": PAGES,
		"found by name, opened down to a grid": 2_000,
	}
	for name, times in found.items():
		timings.tell(name, times, bars.get(name, OPENS))


def clock(found: dict[str, list[float]], name: str, act: Callable[[], None]) -> None:
	"""Note how long something took."""
	start = monotonic()
	act()
	found.setdefault(name, []).append(monotonic() - start)


def node_at(page: Page, node):
	"""The node on the screen."""
	return page.locator(f".tree-link[data-label='{node.name}']:visible")


def open_tree(page: Page) -> None:
	"""Go to the tree page and wait for its first nodes."""
	page.evaluate("() => { frappe.set_route('Tree', 'Sink Area'); }")
	expect(page.locator(".tree-children .tree-link:visible").first).to_be_visible()


def open_node(page: Page, node) -> None:
	"""Click a node and wait for its children."""
	node_at(page, node).click()
	expect(node_at(page, node.children[0])).to_be_visible()


def find(page: Page, node) -> None:
	"""Type into the tree's search and wait until the node stands there."""
	field = page.locator(".page-form input[data-fieldname='sink_find']:visible")
	field.fill(node.name)
	page.locator(".awesomplete li:visible").first.click()
	expect(node_at(page, node)).to_be_visible()


def open_list(page: Page, street: str | None = None) -> None:
	"""Go to the list, of all areas or of one street's grids."""
	route = {"level": "Grid", "street": street} if street else {}
	page.evaluate(
		"(options) => { frappe.route_options = options; frappe.set_route('List', 'Sink Area', 'List'); }",
		route,
	)
	if street:
		page.wait_for_function(
			"(street) => cur_list?.data?.length && cur_list.data.every((row) => row.name)", arg=street
		)
		page.wait_for_function("() => !jQuery.active")
	expect(page.locator(".page-container:visible .list-row").first).to_be_visible()


def in_database(timings: Timings, city: City) -> None:
	"""What changes cost, each in a transaction of its own that is taken back."""
	community, elsewhere = city.communities[3], city.streets[-1]
	timings.tell("a grid is added", [undone(lambda: add(community)) for _ in range(ROUNDS)], CHANGES)
	timings.tell("a community moves", [undone(lambda: move(community, elsewhere)) for _ in range(3)], CHANGES)
	timings.tell(
		"a street moves", [undone(lambda: move(city.streets[3], city.districts[-1])) for _ in range(3)]
	)
	timings.tell("a district's children, as Frappe asks", [asked(city, frappes) for _ in range(ROUNDS)])
	timings.tell(
		"a district's children, as the tree asks", [asked(city, trees.get_children) for _ in range(ROUNDS)]
	)
	timings.tell(
		"numbered anew, as Frappe does",
		[undone(lambda: frappe.call(rebuild_tree, doctype=AREA, parent_field="parent_sink_area"))],
	)
	timings.tell("numbered anew", [undone(lambda: (spoil(city), trees.number(AREA)))])


def undone(change: Callable) -> float:
	"""Seconds that a change takes; it is taken back."""
	start = monotonic()
	change()
	seconds = monotonic() - start
	frappe.db.rollback()
	return seconds


def add(community) -> None:
	"""Put a grid below a community."""
	frappe.get_doc(
		{"doctype": AREA, "area_name": "新网格", "level": "Grid", "parent_sink_area": community.name}
	).insert()


def move(node, to) -> None:
	"""Put a node below another."""
	doc = frappe.get_doc(AREA, node.name)
	doc.parent_sink_area = to.name
	doc.save()


def spoil(city: City) -> None:
	"""As after an import that knew of no numbers."""
	table = frappe.qb.DocType(AREA)
	frappe.qb.update(table).set(table.lft, 0).set(table.rgt, 0).run()


def frappes(doctype: str, parent: str):
	"""The children as Frappe's own tree page asks for them."""
	from frappe.desk.treeview import get_children

	return get_children(doctype, parent)


def asked(city: City, ask: Callable) -> float:
	"""Seconds until a district's children are there."""
	start = monotonic()
	ask(AREA, city.districts[1].name)
	return monotonic() - start


if __name__ == "__main__":
	sys.exit(main())
