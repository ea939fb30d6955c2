"""`make bench-reports [SIZE=0.25]`: every report at the stands of city, district and unit; bars missed."""

import sys
from statistics import median, quantiles
from time import monotonic

import frappe
from frappe.desk import query_report

from benchmarks import opening
from benchmarks.access.city import City
from sink_app.registration import tallies
from sink_app.tests import factories

YEAR = 2026
ROUNDS = 12
SLOWEST = 1_000
"""Milliseconds that a report may take, p95."""
REPORTS = {
	"Sink Missing Double Registration": ("Unit", "Person"),
	"Sink Unit Registration Progress": ("Unit",),
	"Sink Data Completeness": ("Unit", "Person"),
	"Sink Participation Coverage": ("System", "Branch"),
	"Sink Unassigned to Grid": ("Community", "Person"),
	"Sink Member Summary": ("",),
	"Sink Member Concentration": ("",),
	"Sink Force Distribution": ("District", "Community"),
}


def main() -> int:
	"""Fill the site, run, print; 1 if a report missed the bar."""
	city = City(opening.city_size("bench-reports", __doc__))
	prepare(city)
	people = stand(city)
	missed = []
	print(f"{'stand':10}{'report':36}{'by':12}{'rows':>7}{'p50':>8}{'p95':>8}")
	for where, user in people.items():
		for report, levels in REPORTS.items():
			for level in levels:
				rows, p50, p95 = ask(user, report, level, city)
				print(f"{where:10}{report:36}{level:12}{rows:>7}{p50:>8.0f}{p95:>8.0f}", flush=True)
				if p95 > SLOWEST:
					missed.append(f"{report} by {level} at {where}: p95 is over {SLOWEST} ms")
	print("\nmilliseconds" + "".join(f"\nmissed: {sentence}" for sentence in missed))
	return 1 if missed else 0


def prepare(city: City):
	"""The city, its households and what is counted with each member."""
	if not city.is_there():
		start = monotonic()
		rows = city.fill()
		print(f"{rows:,} rows in {monotonic() - start:.0f} s", flush=True)
	if frappe.db.exists("Sink Member", {"residence_year": YEAR}):
		return
	start = monotonic()
	frappe.db.sql("update `tabSink Area` set households = 800 + crc32(name) % 2400 where level = 'Community'")
	frappe.db.sql("update `tabSink Member` set facts_rate = 40 + crc32(name) % 7 * 10")
	frappe.db.commit()
	tallies.refresh_all()
	frappe.db.commit()
	frappe.db.sql_ddl("analyze table `tabSink Member`")
	print(f"counted with each member in {monotonic() - start:.0f} s\n", flush=True)


def stand(city: City) -> dict[str, str]:
	"""A user at each stand from which reports are opened."""
	nodes = {
		"city": ("Sink City Organizer", city.area),
		"district": ("Sink District Organizer", city.districts[1]),
		"system": ("Sink System Committee", city.systems[0]),
		"street": ("Sink Street Officer", city.streets[1]),
		"unit": ("Sink Unit Organizer", city.units[1]),
	}
	people = {}
	for where, (role, node) in nodes.items():
		tree = "Sink Area" if where in ("city", "district", "street") else "Sink Organization"
		people[where] = factories.make_stand(role, frappe.get_doc(tree, node.name))
	frappe.db.commit()
	return people


def ask(user: str, report: str, level: str, city: City) -> tuple[int, float, float]:
	"""(rows, p50, p95 in milliseconds) of a report run as a user."""
	filters = {"year": YEAR, **({"by": level} if level else {})}
	if report == "Sink Member Summary":
		filters["community"] = city.communities[1].name
	frappe.set_user(user)
	times = []
	for _round in range(ROUNDS):
		start = monotonic()
		found = query_report.run(report, filters=dict(filters), ignore_prepared_report=True)
		times.append((monotonic() - start) * 1000)
	frappe.set_user("Administrator")
	# the first one warms the caches up
	times = sorted(times[1:])
	return len(found["result"]), median(times), quantiles(times, n=20)[-1]


if __name__ == "__main__":
	sys.exit(main())
