"""Lists, projects, plans, reports and pairings of a city in three years, in bulk.

At full size 3,000 lists a year with five projects each, a plan a branch and a report a unit and quarter.
"""

import random
from collections.abc import Iterator
from datetime import date, timedelta

import frappe

from benchmarks.access.city import City, Node, columns_of, insert, stamps

YEAR = 2026
YEARS = (YEAR - 2, YEAR - 1, YEAR)
A_COMMUNITY, PROJECTS = 2, 5
"""Lists a community and year, projects a list."""
FILLED = (
	*("Sink Pairing", "Sink Project List", "Sink Project List Item", "Sink Joint Project"),
	*("Sink Three-Ones Plan", "Sink Progress Report"),
)
LIST_STATES = ("List on File",) * 17 + ("Supervision Review", "Projects to Confirm", "Draft")
PROJECT_STATES = ("Project Under Way",) * 6 + ("Project Completed",) * 3 + ("Project Not Started",)
LIGHTS = ("Green Light",) * 7 + ("Amber Light",) * 2 + ("Red Light",)


def fill(city: City) -> int:
	"""Put them in the place of what the site holds; returns how many rows were written."""
	for doctype in FILLED:
		frappe.db.truncate(doctype)
	written = city.fill_trees()
	written += insert("Sink Pairing", pairings(city))
	written += insert("Sink Project List", lists(city))
	written += insert("Sink Project List Item", items(city))
	written += insert("Sink Joint Project", projects(city))
	written += insert("Sink Three-Ones Plan", plans(city))
	written += insert("Sink Progress Report", reports(city))
	for doctype in (*FILLED, "Sink Area", "Sink Organization"):
		frappe.db.sql_ddl(f"analyze table `tab{doctype}`")
	return written


def pairs(city: City) -> Iterator[tuple[int, Node, Node]]:
	"""(number, unit, community) of every list of a year."""
	for number in range(A_COMMUNITY * len(city.communities)):
		yield number, city.units[number % len(city.units)], city.communities[number % len(city.communities)]


def at(unit: Node, place: Node) -> dict:
	"""The columns by which what is filed at both is found."""
	return {
		**columns_of(unit, ("system", "unit", "branch")),
		**columns_of(place, ("district", "street", "community")),
	}


def pairings(city: City) -> Iterator[dict]:
	"""Units with communities, branches with compounds."""
	for number, unit, community in pairs(city):
		yield _pairing(f"bpair{number:08d}", "Unit and Community", unit, community)
	for number, branch in enumerate(city.branches):
		grid = city.grids[number % len(city.grids)]
		yield _pairing(f"bbranch{number:08d}", "Branch and Compound", branch, grid)


def _pairing(name: str, kind: str, body: Node, place: Node) -> dict:
	about = {"kind": kind, "organization": body.name, "area": place.name, "from_date": "2021-03-01"}
	return {**stamps(name, _moment(YEAR, 1)), **about, **at(body, place)}


def lists(city: City) -> Iterator[dict]:
	"""Two lists a community and year, most of them on file."""
	draw = random.Random(1)
	for year in YEARS:
		for number, unit, community in pairs(city):
			yield {
				**stamps(f"blist{year}{number:06d}", _moment(year, draw.randrange(1, 300))),
				"title": f"{unit.title} · {community.title} · {year}",
				"organization": unit.name,
				"year": year,
				"version": 1,
				"workflow_state": draw.choice(LIST_STATES),
				"filed_on": f"{year}-04-20",
				"due_date": f"{year}-04-10",
				"is_late": int(not draw.randrange(9)),
				**at(unit, community),
			}


def items(city: City) -> Iterator[dict]:
	"""The rows of the lists."""
	for year in YEARS:
		for number, _unit, _community in pairs(city):
			for place in range(1, PROJECTS + 1):
				parent = f"blist{year}{number:06d}"
				about = {
					"parent": parent,
					"parenttype": "Sink Project List",
					"parentfield": "items",
					"idx": place,
				}
				yield {
					**stamps(f"{parent}{place}", _moment(year, 100)),
					**about,
					"project_title": f"项目{place}",
				}


def projects(city: City) -> Iterator[dict]:
	"""The projects of the lists."""
	draw = random.Random(2)
	for year in YEARS:
		for number, unit, community in pairs(city):
			for place in range(1, PROJECTS + 1):
				yield {
					**stamps(f"bproj{year}{number:06d}{place}", _moment(year, draw.randrange(100, 300))),
					"project_title": f"项目{place}",
					"project_list": f"blist{year}{number:06d}",
					"organization": unit.name,
					"year": year,
					"workflow_state": draw.choice(PROJECT_STATES),
					"light": draw.choice(LIGHTS),
					"deed_kind": draw.choice(("Practical Matter", "Good Deed", "Difficult Matter")),
					"deadline": f"{year}-12-31",
					"budget_amount": 1000,
					**at(unit, community),
				}


def plans(city: City) -> Iterator[dict]:
	"""The three ones of each branch and year."""
	draw = random.Random(3)
	for year in YEARS:
		for number, branch in enumerate(city.branches):
			grid = city.grids[number % len(city.grids)]
			is_fixed = draw.randrange(10) > 0
			yield {
				**stamps(f"bplan{year}{number:06d}", _moment(year, draw.randrange(60, 300))),
				"title": f"{branch.title} · {grid.title} · {year}",
				"organization": branch.name,
				"compound": grid.name,
				"year": year,
				"workflow_state": "Three Ones Fixed" if is_fixed else "Draft",
				"due_date": f"{year}-04-15",
				"done_count": draw.randrange(4),
				"party_day_done_on": f"{year}-07-01" if draw.randrange(2) else None,
				"notice_on": f"{year}-07-05" if draw.randrange(3) else None,
				**at(branch, grid),
			}


def reports(city: City) -> Iterator[dict]:
	"""A progress report a unit and quarter, some missing."""
	draw = random.Random(4)
	for year in YEARS:
		for quarter in range(4):
			for number, unit in enumerate(city.units):
				if draw.randrange(8):
					yield {
						**stamps(f"bprog{year}{quarter}{number:06d}", _moment(year, 90 * quarter + 80)),
						"title": f"{unit.title} {year} {quarter + 1}",
						"organization": unit.name,
						"year": year,
						"from_date": date(year, 3 * quarter + 1, 1),
						"workflow_state": draw.choice(("Progress Filed", "Progress Filed", "Progress Check")),
						"red": draw.randrange(3),
						"is_late": int(not draw.randrange(5)),
						**columns_of(unit, ("system", "unit", "branch")),
					}


def _moment(year: int, day: int):
	return frappe.utils.get_datetime(date(year, 1, 1) + timedelta(days=day))
