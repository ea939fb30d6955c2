"""`make bench-projects [SIZE=0.1]`: supervision desk, coverage, lists of projects in a city; bars missed."""

import argparse
import os
import sys
from collections.abc import Callable
from statistics import median, quantiles
from time import monotonic

import frappe
from frappe.desk import query_report, reportview
from frappe.desk.doctype.number_card import number_card

from benchmarks.access.city import City
from benchmarks.projects.records import YEAR, fill
from sink_app.tests import factories

ROUNDS = 21
SLOWEST_PAGE, SLOWEST_REPORT = 100, 1_000
"""Milliseconds, p95."""
DESK = "Sink Supervision Desk"
LISTS = {
	"Sink Project List": ["name", "title", "workflow_state", "year", "is_late", "modified"],
	"Sink Joint Project": ["name", "project_title", "workflow_state", "light", "deadline", "modified"],
	"Sink Three-Ones Plan": ["name", "title", "workflow_state", "done_count", "modified"],
	"Sink Progress Report": ["name", "title", "workflow_state", "red", "modified"],
}
REPORTS = {
	"Sink Three-Ones Coverage": ("Street", "System"),
	"Sink Units Under Supervision": ("",),
	"Sink Support": ("",),
	"Sink Project Lists by Pairing": ("",),
	"Sink Deeds Summary": ("Unit", "District"),
	"Sink Missing Monthly Studies": ("",),
	"Sink Missing July Notices": ("",),
}


def main() -> int:
	"""Fill the site, ask, print; 1 if a bar was missed."""
	parser = argparse.ArgumentParser(prog="make bench-projects", description=__doc__)
	parser.add_argument("--size", type=float, default=1.0, help="share of the full city, such as 0.1")
	city = City(parser.parse_args().size)
	os.chdir(os.environ["DEVBENCH_SITES"])
	frappe.init(os.environ["DEVBENCH_SITE"])
	frappe.connect()
	start = monotonic()
	print(f"{fill(city):,} rows in {monotonic() - start:.0f} s", flush=True)
	missed = []
	print(f"{'stand':12}{'question':40}{'p50':>9}{'p95':>9}")
	for stand, user in people(city).items():
		for question, (asked, bar) in questions().items():
			p50, p95 = timed(user, asked)
			print(f"{stand:12}{question:40}{p50:>9.1f}{p95:>9.1f}", flush=True)
			if p95 > bar:
				missed.append(f"{question} at {stand}: p95 is over {bar} ms")
	print("\nmilliseconds" + "".join(f"\nmissed: {sentence}" for sentence in missed))
	return 1 if missed else 0


def people(city: City) -> dict[str, str]:
	"""A user at each stand from which these pages are opened."""
	nodes = {
		"city": ("Sink City Organizer", "Sink Area", city.area),
		"supervisor": ("Sink Supervisor", "Sink Organization", city.systems[0]),
		"district": ("Sink District Organizer", "Sink Area", city.districts[1]),
		"unit": ("Sink Unit Organizer", "Sink Organization", city.units[1]),
	}
	found = {
		stand: factories.make_stand(role, frappe.get_doc(tree, node.name))
		for stand, (role, tree, node) in nodes.items()
	}
	frappe.db.commit()
	return found


def questions() -> dict[str, tuple[Callable, int]]:
	"""What is asked, and how long it may take."""
	asked: dict[str, tuple[Callable, int]] = {"supervision desk, all cards": (desk, SLOWEST_REPORT)}
	for doctype, fields in LISTS.items():
		asked[f"{doctype}: page"] = (
			lambda doctype=doctype, fields=fields: page(doctype, fields),
			SLOWEST_PAGE,
		)
		asked[f"{doctype}: count"] = (lambda doctype=doctype: count(doctype), SLOWEST_PAGE)
	for report, levels in REPORTS.items():
		for level in levels:
			asked[f"{report} {level}"] = (
				lambda report=report, level=level: run(report, level),
				SLOWEST_REPORT,
			)
	return asked


def desk():
	"""Every number of the supervisor's desk that whoever looks may read."""
	for row in frappe.get_doc("Workspace", DESK).number_cards:
		card = frappe.get_doc("Number Card", row.number_card_name)
		if frappe.has_permission(card.document_type):
			number_card.get_result(card.as_json(), card.filters_json)


def page(doctype: str, fields: list[str]) -> list:
	"""The first page of a list."""
	return frappe.get_list(doctype, fields=fields, order_by="modified desc", limit_page_length=20)


def count(doctype: str) -> int:
	"""How many a list holds."""
	frappe.local.form_dict = frappe._dict(doctype=doctype, filters="[]", fields="[]", distinct="false")
	return reportview.get_count()


def run(report: str, level: str) -> dict:
	"""A report of the year by a level."""
	filters = {"year": YEAR, **({"by": level} if level else {})}
	return query_report.run(report, filters=filters, ignore_prepared_report=True)


def timed(user: str, asked: Callable) -> tuple[float, float]:
	"""(p50, p95 in milliseconds) as a user; the first warms the caches up. NaN where the user may not ask."""
	frappe.set_user(user)
	times = []
	try:
		for _round in range(ROUNDS):
			start = monotonic()
			asked()
			times.append((monotonic() - start) * 1000)
	except frappe.PermissionError:
		return float("nan"), float("nan")
	finally:
		frappe.set_user("Administrator")
	times = sorted(times[1:])
	return median(times), quantiles(times, n=20)[-1]


if __name__ == "__main__":
	sys.exit(main())
