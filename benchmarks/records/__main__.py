"""`make bench-records [SIZE=0.1]`: lists, a member's file, the queue, 200 confirmed at once; bars missed."""

import argparse
import os
import random
import sys
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from statistics import median, quantiles
from time import monotonic

import frappe
from frappe.desk import query_report, reportview

from benchmarks.access.city import MEMBERS, City, columns_of, insert, stamps
from sink_app.registration import tallies
from sink_app.service.records import RECORD, confirming, sealing
from sink_app.tests import factories

YEAR = 2026
A_MEMBER = 6
ROUNDS = 30
SLOWEST_PAGE = 100
"""Milliseconds that a page may take, p95."""
SLOWEST_REPORT = 10_000
SLOWEST_BULK = 5.0
"""Seconds in which 200 records are confirmed and sealed."""
FIELDS = ["name", "member_name", "workflow_state", "starts_on", "minutes", "category", "modified"]
STATES = ("Record Confirmed",) * 17 + ("Awaiting Confirmation", "Returned", "Draft")
CATEGORIES = ("环境整治", "政策宣传", "治安巡逻", "结对帮扶")


def main() -> int:
	"""Fill the site, ask, print; 1 if a bar was missed."""
	parser = argparse.ArgumentParser(prog="make bench-records", description=__doc__)
	parser.add_argument("--size", type=float, default=1.0, help="share of the full city, such as 0.1")
	size = parser.parse_args().size
	os.chdir(os.environ["DEVBENCH_SITES"])
	frappe.init(os.environ["DEVBENCH_SITE"])
	frappe.connect()
	city = City(size)
	prepare(city)
	missed = []
	print(f"{'stand':11}{'question':28}{'p50':>9}{'p95':>9}")
	for stand, user in people(city).items():
		for question, asked in QUESTIONS.items():
			p50, p95 = ask(user, asked)
			print(f"{stand:11}{question:28}{p50:>9.1f}{p95:>9.1f}", flush=True)
			bar = SLOWEST_REPORT if "report" in question else SLOWEST_PAGE
			if p95 > bar:
				missed.append(f"{question} at {stand}: p95 is over {bar} ms")
	missed += confirm_at_once(city)
	print("\nmilliseconds" + "".join(f"\nmissed: {sentence}" for sentence in missed))
	return 1 if missed else 0


def prepare(city: City):
	"""The city and its records: six a member, one in twenty of them waiting."""
	if not city.is_there():
		city.fill()
	wanted = A_MEMBER * round(MEMBERS * city.share)
	if frappe.db.count(RECORD) < wanted:
		frappe.db.truncate(RECORD)
		start = monotonic()
		print(f"{insert(RECORD, records(city)):,} records in {monotonic() - start:.0f} s", flush=True)
		frappe.db.sql_ddl(f"analyze table `tab{RECORD}`")
		tallies.refresh_all()
		frappe.db.commit()


def records(city: City) -> Iterator[dict]:
	"""Six records a member where they live, an hour or two each, on days of the year."""
	draw = random.Random(6)
	for person in city.people():
		for position in range(A_MEMBER):
			start = datetime(YEAR, 1, 3, 9) + timedelta(days=position * 50 + draw.randrange(45))
			minutes = draw.choice((60, 90, 120, 180, 240))
			state = draw.choice(STATES)
			counts = state == "Record Confirmed"
			yield {
				**stamps(f"{person['name']}s{position}", start + timedelta(hours=8)),
				"member": person["name"],
				"member_name": person["member_name"],
				"workflow_state": state,
				"starts_on": start,
				"ends_on": start + timedelta(minutes=minutes),
				"minutes": minutes,
				"category": draw.choice(CATEGORIES),
				"content": "清理楼道杂物",
				"area": person["home"].name,
				"place": person["home"].title,
				"time_kind": "Spare Time",
				"organization": person["branch"].name,
				"counted_year": YEAR if counts else None,
				**columns_of(person["branch"], ("system", "unit", "branch")),
				**columns_of(person["home"], ("district", "street", "community", "grid")),
			}


def people(city: City) -> dict[str, str]:
	"""A user at each stand."""
	nodes = {
		"grid": ("Sink Grid Worker", "Sink Area", city.grids[7]),
		"community": ("Sink Community Secretary", "Sink Area", city.communities[3]),
		"street": ("Sink Street Officer", "Sink Area", city.streets[2]),
		"district": ("Sink District Organizer", "Sink Area", city.districts[1]),
		"city": ("Sink City Organizer", "Sink Area", city.area),
		"branch": ("Sink Branch Secretary", "Sink Organization", city.branches[5]),
		"unit": ("Sink Unit Organizer", "Sink Organization", city.units[1]),
		"system": ("Sink System Committee", "Sink Organization", city.systems[0]),
	}
	made = {
		stand: factories.make_stand(role, frappe.get_doc(tree, node.name))
		for stand, (role, tree, node) in nodes.items()
	}
	frappe.db.commit()
	return made


def listed(order: str = "modified desc", **filters) -> list:
	"""The first page of the list."""
	return frappe.get_list(RECORD, filters=filters, fields=FIELDS, order_by=order, limit_page_length=20)


def queue() -> list:
	"""What waits to be confirmed."""
	return listed(workflow_state="Awaiting Confirmation")


def member_file() -> list:
	"""The records of one member, the newest first."""
	one = listed()[0].name.rpartition("s")[0]
	return listed("starts_on desc", member=one)


def month() -> list:
	"""What the calendar asks for a month."""
	between = ["2026-05-01", "2026-05-31"]
	return frappe.get_list(
		RECORD, filters={"starts_on": ("between", between)}, fields=["name", "starts_on"], limit=500
	)


def count() -> int:
	"""How many records there are."""
	frappe.local.form_dict = frappe._dict(doctype=RECORD, filters="[]", fields="[]", distinct="false")
	return reportview.get_count()


def minimum() -> dict:
	"""The report of the yearly minimum by unit."""
	filters = {"year": YEAR, "by": "Unit"}
	return query_report.run("Sink Minimum Service", filters=filters, ignore_prepared_report=True)


QUESTIONS: dict[str, Callable] = {
	"list page": listed,
	"queue of what waits": queue,
	"one member's file": member_file,
	"calendar of a month": month,
	"count": count,
	"report of the minimum": minimum,
}


def ask(user: str, question: Callable) -> tuple[float, float]:
	"""(p50, p95) in milliseconds, the first time left out."""
	times: list[float] = []
	began = monotonic()
	while len(times) < ROUNDS and (len(times) < 3 or monotonic() - began < 20):
		frappe.set_user(user)
		start = monotonic()
		try:
			question()
		except frappe.PermissionError:
			# a stand whose role runs no report
			break
		times.append((monotonic() - start) * 1000)
	frappe.set_user("Administrator")
	times = sorted(times[1:]) or [0.0]
	return median(times), quantiles(times, n=20)[-1] if len(times) > 1 else times[0]


def confirm_at_once(city: City) -> list[str]:
	"""Confirm 200 records of one community, check its chain, and put everything back."""
	community = city.communities[0].name
	user = factories.make_stand("Sink Community Secretary", frappe.get_doc("Sink Area", community))
	names = frappe.get_all(RECORD, {"community": community}, pluck="name", limit=200, order_by="name asc")
	frappe.db.set_value(RECORD, {"name": ("in", names)}, "workflow_state", "Awaiting Confirmation")
	frappe.db.commit()
	frappe.set_user(user)
	start = monotonic()
	done = confirming.confirm(names)["done"]
	took = monotonic() - start
	start = monotonic()
	sealed = sealing.verify(community)["checked"]
	checked = monotonic() - start
	frappe.set_user("Administrator")
	frappe.db.rollback()
	print(
		f"\n{done} of {len(names)} confirmed and sealed in {took:.2f} s, {sealed} checked in {checked:.2f} s"
	)
	return [f"{len(names)} confirmed in {took:.1f} s"] if took > SLOWEST_BULK else []


if __name__ == "__main__":
	sys.exit(main())
