"""A year of service in bulk: six records a member, an order a member and its claims; always the same ones."""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from time import monotonic

import frappe

from benchmarks.access.city import MEMBERS, City, columns_of, indexed_afterwards, insert, stamps
from sink_app.access import refile
from sink_app.registration import tallies
from sink_app.service.orders import CLAIM, ORDER
from sink_app.service.records import RECORD

ORGANIZATION = "Sink Organization"
YEAR = 2026
NOW = datetime(YEAR, 11, 30, 9)
"""What lies before is done, what lies after is open."""
A_MEMBER = 6
A_BOOKLET = 60
"""So many records has the first member, whose booklet is printed."""
SOON = 30
"""Days ahead for which there are orders."""
RECORD_STATES = ("Record Confirmed",) * 17 + ("Awaiting Confirmation", "Returned", "Draft")
PAST_STATES = ("Order Rated",) * 14 + ("Order Completed",) * 4 + ("Service Handed In", "Order Cancelled")
OPEN_STATES = ("Order Dispatched", "Order Dispatched", "Order Accepted", "Order Placed", "Order in Review")
CATEGORIES = ("环境整治", "政策宣传", "治安巡逻", "结对帮扶")
TITLES = ("清理楼道杂物", "陪老人就医", "张贴防火告示", "代取药品", "夜间巡逻", "教老人用手机")
OVERSEEN = 12
"""So many units of other systems does the last system oversee."""
AREAS = ("district", "street", "community", "grid")
BODIES = ("system", "unit", "branch")


def fill(city: City):
	"""Put what is missing of the city and its year into the site, and tell how long it took."""
	if not city.is_there():
		_told("the city", city.fill)
	people = round(MEMBERS * city.share)
	_put(RECORD, A_MEMBER * people + A_BOOKLET - A_MEMBER, lambda: records(city))
	_put(ORDER, people, lambda: orders(city))
	if _put(CLAIM, people + people // 2, lambda: claims(city)):
		_told("the tallies", tallies.refresh_all)
	_oversee(city)
	frappe.db.commit()


def _oversee(city: City):
	"""The last system gets a second line to units of the others, and what is filed there follows."""
	body = city.systems[-1].name
	if frappe.db.exists(ORGANIZATION, {"overseen_by": body}):
		return
	others = [unit for unit in city.units if unit.parent.name != body][:OVERSEEN]
	for unit in others:
		frappe.db.set_value(ORGANIZATION, unit.name, "overseen_by", body)
		frappe.db.set_value(ORGANIZATION, {"unit": unit.name}, "overseer", body)
		refile.refile_below(ORGANIZATION, unit.name)


def _told(what: str, work) -> int:
	start = monotonic()
	done = work()
	print(f"{what}: {f'{done:,} rows in ' if done else ''}{monotonic() - start:.0f} s", flush=True)
	return done


def _put(doctype: str, wanted: int, rows) -> bool:
	"""Write a table anew unless it holds what is wanted; says whether it did."""
	if frappe.db.count(doctype) == wanted:
		return False
	frappe.db.truncate(doctype)

	def write() -> int:
		with indexed_afterwards(doctype):
			return insert(doctype, rows())

	_told(doctype, write)
	frappe.db.sql_ddl(f"analyze table `tab{doctype}`")
	return True


def records(city: City) -> Iterator[dict]:
	"""Six records a member where they live, an hour or two each, on days of the year; one in twenty waits."""
	draw = random.Random(6)
	for number, person in enumerate(city.people()):
		count = A_MEMBER if number else A_BOOKLET
		for position in range(count):
			space = 300 // count
			start = datetime(YEAR, 1, 3, 9) + timedelta(days=position * space + draw.randrange(space))
			minutes = draw.choice((60, 90, 120, 180, 240))
			state = draw.choice(RECORD_STATES) if number else RECORD_STATES[0]
			yield {
				**stamps(f"{person['name']}s{position}", start + timedelta(hours=8)),
				**_of_person(person),
				"workflow_state": state,
				"starts_on": start,
				"ends_on": start + timedelta(minutes=minutes),
				"minutes": minutes,
				"category": draw.choice(CATEGORIES),
				"content": "清理楼道杂物",
				"area": person["home"].name,
				"place": person["home"].title,
				"time_kind": "Spare Time",
				**_confirmed(state, start + timedelta(hours=8)),
				**columns_of(person["home"], AREAS),
			}


def _confirmed(state: str, moment: datetime) -> dict:
	is_confirmed = state == RECORD_STATES[0]
	return {
		"counted_year": YEAR if is_confirmed else 0,
		"confirm_way": "Community" if is_confirmed else None,
		"confirmed_by_name": "社区工作者" if is_confirmed else None,
		"confirmed_on": moment if is_confirmed else None,
	}


def orders(city: City) -> Iterator[dict]:
	"""An order a member, in the grid where they live; half of them were given to the member's branch."""
	begin, draw = random.Random(7), random.Random(8)
	for number, person in enumerate(city.people()):
		start, state = _begin(begin)
		to_branch = draw.random() < 0.5
		is_over = start < NOW
		yield {
			**stamps(_order(person), min(start, NOW) - timedelta(seconds=draw.randrange(10 * 86_400))),
			"title": draw.choice(TITLES),
			"workflow_state": state,
			"category": draw.choice(CATEGORIES),
			"source": "Community's Own",
			"mode": "Open to Claims",
			"starts_on": start,
			"ends_on": start + timedelta(hours=2),
			"duties": "按社区安排开展服务",
			"head_count": 2,
			"taken": 1 + number % 2,
			"waiting": 0,
			"accepted": 1 + number % 2 if is_over else 0,
			"arrivals": 1 + number % 2,
			"due_on": start.date(),
			"dispatched_on": start - timedelta(days=3),
			"completed_on": start + timedelta(hours=3) if is_over else None,
			"area": person["home"].name,
			"organization": person["branch"].name if to_branch else None,
			**{column: (to_branch and value) or None for column, value in _bodies(person).items()},
			**columns_of(person["home"], AREAS),
		}


def claims(city: City) -> Iterator[dict]:
	"""Who serves: each member on the own order, every other one on that of the member before as well."""
	begin, before = random.Random(7), None
	for number, person in enumerate(city.people()):
		start, _state = _begin(begin)
		about = {"start": start, "is_over": start < NOW, "order": _order(person), "home": person["home"]}
		yield _claim(about, person, 1)
		if number % 2:
			yield _claim(about, before, 2)
		before = person


def _claim(about: dict, person: dict, place: int) -> dict:
	start = about["start"]
	return {
		**stamps(f"{about['order']}c{place}", min(start, NOW)),
		**_of_person(person),
		"service_order": about["order"],
		"order_title": TITLES[0],
		"status": "Done" if about["is_over"] else "Taken",
		"place": place,
		"way": "Claimed by the Member",
		"starts_on": start,
		"ends_on": start + timedelta(hours=2),
		"accepted_on": start - timedelta(days=2),
		"holding": None if about["is_over"] else f"{about['order']}/{person['name']}",
		"area": about["home"].name,
		**columns_of(about["home"], AREAS),
	}


def _begin(draw: random.Random) -> tuple[datetime, str]:
	"""When an order begins, in the year before and the month after, and where it has come to."""
	start = NOW + timedelta(days=draw.randrange(-330, SOON), hours=draw.randrange(9))
	return start, draw.choice(PAST_STATES if start < NOW else OPEN_STATES)


def _order(person: dict) -> str:
	return f"{person['name']}o"


def _of_person(person: dict) -> dict:
	"""What a record or a claim repeats of its member."""
	return {
		"member": person["name"],
		"member_name": person["member_name"],
		"organization": person["branch"].name,
		**_bodies(person),
	}


def _bodies(person: dict) -> dict:
	return columns_of(person["branch"], BODIES)
