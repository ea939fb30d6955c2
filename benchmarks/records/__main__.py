"""`make bench-records [SIZE=0.1]`: records and orders at every stand, a member's file, works; bars missed."""

import sys
from statistics import median, quantiles
from time import monotonic

import frappe

from benchmarks import opening
from benchmarks.access.city import City
from benchmarks.records import filling, points, works
from benchmarks.records.questions import OF_MEMBERS, QUESTIONS, Asker, Question, page
from sink_app.service.records import RECORD
from sink_app.tests import factories

ROUNDS = 30
PATIENCE = 6.0
"""Seconds for one question at one stand."""
SLOWEST_PAGE, SLOWEST_MAP, SLOWEST_REPORT = 100, 500, 10_000
"""Milliseconds, p95."""


def main() -> int:
	"""Fill the site, ask, print; 1 if a bar was missed."""
	city = City(opening.city_size("bench-records", __doc__))
	filling.fill(city)
	missed = points.keep()
	print(f"{'stand':11}{'question':28}{'p50':>9}{'p95':>9}   milliseconds")
	for stand, asker in askers(city).items():
		for question, asked in (OF_MEMBERS if stand == "member" else QUESTIONS).items():
			missed += tell(stand, question, ask(asker, asked))
	points.drop()
	missed += works.all_of_them(city)
	print("".join(f"\nmissed: {sentence}" for sentence in missed))
	return 1 if missed else 0


def tell(stand: str, question: str, times: list[float]) -> list[str]:
	"""Print a line; what it missed."""
	if not times:
		return []
	p95 = quantiles(times, n=20)[-1] if len(times) > 1 else times[0]
	print(f"{stand:11}{question:28}{median(times):>9.1f}{p95:>9.1f}", flush=True)
	kinds = {"report": SLOWEST_REPORT, "map": SLOWEST_MAP}
	bar = next((bar for kind, bar in kinds.items() if kind in question), SLOWEST_PAGE)
	return [f"{question} at {stand}: p95 is over {bar} ms"] if p95 > bar else []


def askers(city: City) -> dict[str, Asker]:
	"""Somebody at each stand, and a member."""
	nodes = {
		"grid": ("Sink Grid Worker", "Sink Area", city.grids[7]),
		"community": ("Sink Community Secretary", "Sink Area", city.communities[3]),
		"street": ("Sink Street Officer", "Sink Area", city.streets[2]),
		"district": ("Sink District Organizer", "Sink Area", city.districts[1]),
		"city": ("Sink City Organizer", "Sink Area", city.area),
		"branch": ("Sink Branch Secretary", "Sink Organization", city.branches[5]),
		"unit": ("Sink Unit Organizer", "Sink Organization", city.units[1]),
		"system": ("Sink System Committee", "Sink Organization", city.systems[0]),
		# this one oversees units of other systems as well
		"overseer": ("Sink System Committee", "Sink Organization", city.systems[-1]),
	}
	found = {}
	for stand, (role, tree, node) in nodes.items():
		user = factories.make_stand(role, frappe.get_doc(tree, node.name))
		found[stand] = Asker(user, whose_file(user))
	found["member"] = member()
	frappe.db.commit()
	return found


def whose_file(user: str) -> str | None:
	"""A member whose records somebody reads, if they may open the member."""
	with factories.as_user(user):
		listed = page(RECORD)
		name = listed["values"][0][listed["keys"].index("name")].rpartition("s")[0]
		return name if frappe.has_permission("Sink Member", doc=name) else None


def member() -> Asker:
	"""The first member, who has most records, with an account, placed where they live."""
	first = frappe.get_all("Sink Member", pluck="name", limit=1, order_by="name asc")[0]
	user = frappe.db.get_value("Sink Member", first, "user") or factories.make_user("Sink Member")
	frappe.db.set_value("Sink Member", first, "user", user, update_modified=False)
	frappe.db.set_value(
		"Sink Registration",
		{"member": first, "registration_type": "Residence"},
		"workflow_state",
		"Placed in Grid",
		update_modified=False,
	)
	return Asker(user, first)


def ask(asker: Asker, question: Question) -> list[float]:
	"""Milliseconds of each time, sorted, the first one left out; none where the stand may not ask."""
	times: list[float] = []
	began = monotonic()
	while len(times) <= ROUNDS and (len(times) < 3 or monotonic() - began < PATIENCE):
		frappe.set_user(asker.user)
		start = monotonic()
		try:
			answer = question(asker)
		except frappe.PermissionError:
			break
		if answer is None:
			break
		times.append((monotonic() - start) * 1000)
	frappe.set_user("Administrator")
	return sorted(times[1:])


if __name__ == "__main__":
	sys.exit(main())
