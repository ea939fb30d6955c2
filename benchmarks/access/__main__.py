"""`make bench-access [SIZE=0.1]`: every stand, question and way to scope in a table; what missed a bar."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median, quantiles
from time import monotonic
from unittest import mock

import frappe
from frappe.custom.doctype.property_setter.property_setter import make_property_setter
from frappe.query_builder.functions import Count

from benchmarks import opening
from benchmarks.access.city import City
from benchmarks.access.questions import DOCTYPE, INBOX, QUESTIONS
from sink_app.tests import factories

ROUNDS = 40
PATIENCE = 8.0  # seconds for one cell of the table
WAYS = ("unscoped", "stands", "strict", "lenient")
# a page of the list or of a search may take so many milliseconds
SLOWEST_PAGE = 100
PAGES = ("list page", "link search", "500th page")


@dataclass
class Cell:
	"""The middle and the slow end of one question, in milliseconds."""

	p50: float
	p95: float


def main() -> int:
	"""Fill the site, ask, print; 1 if a bar was missed."""
	city = City(opening.city_size("bench-access", __doc__))
	if not city.is_there():
		start = monotonic()
		rows = city.fill()
		print(f"{rows:,} rows in {monotonic() - start:.0f} s\n", flush=True)
	people = stand_everywhere(city)
	# for stock: the app's own links are none of User Permissions' business
	make_property_setter(DOCTYPE, "grid", "ignore_user_permissions", 0, "Check")
	frappe.db.commit()
	for user, node in people.values():
		require_same_answer(user, node)
	table = {
		(stand, question): {way: ask(way, user, node, QUESTIONS[question]) for way in WAYS}
		for stand, (user, node) in people.items()
		for question in QUESTIONS
	}
	missed = tell(table)
	tell_inbox(city, people["community"][0])
	return missed


def tell_inbox(city: City, secretary: str) -> None:
	"""Print what «My approvals» takes for a community and for the unit where most waits."""
	table = frappe.qb.DocType(DOCTYPE)
	waiting = Count("*")
	query = frappe.qb.from_(table).select(table.unit).where(table.workflow_state == "Unit Review")
	busiest = query.groupby(table.unit).orderby(waiting, order=frappe.qb.desc).limit(1).run()[0][0]
	organizer = factories.make_stand("Sink Unit Organizer", frappe.get_doc("Sink Organization", busiest))
	frappe.db.commit()
	print(f"\n{'My approvals':34}{'waiting':>9}{'p50':>8}{'p95':>8}")
	for stand, user in (("community", secretary), ("unit", organizer)):
		frappe.set_user(user)
		count = INBOX["number in the navbar"]()["count"]
		for question, asked in INBOX.items():
			cell = ask("stands", user, "", asked)
			print(f"{stand:11}{question:23}{count:>9}{cell.p50:>8.1f}{cell.p95:>8.1f}")
	frappe.set_user("Administrator")


def stand_everywhere(city: City) -> dict[str, tuple[str, str]]:
	"""(user, area) by the level they stand on."""
	places = {
		"grid": ("Sink Grid Worker", city.grids[7]),
		"community": ("Sink Community Secretary", city.communities[3]),
		"street": ("Sink Street Officer", city.streets[2]),
		"district": ("Sink District Organizer", city.districts[1]),
		"city": ("Sink City Organizer", city.area),
	}
	made = {}
	for level, (role, node) in places.items():
		made[level] = (factories.make_stand(role, frappe.get_doc("Sink Area", node.name)), node.name)
	frappe.db.commit()
	return made


def require_same_answer(user: str, node: str) -> None:
	"""What is timed must answer the same: the app and strict User Permissions count the same records."""
	counts = {}
	for way in ("stands", "strict"):
		with WAY[way](user, node) as who:
			frappe.set_user(who)
			counts[way] = QUESTIONS["count"]()
	frappe.set_user("Administrator")
	if counts["stands"] != counts["strict"] or not counts["stands"]:
		raise SystemExit(f"The ways do not count the same at {node}: {counts}")


def ask(way: str, user: str, node: str, question: Callable) -> Cell:
	"""Ask again and again, each time as in a request of its own."""
	times = []
	with WAY[way](user, node) as who:
		began = monotonic()
		while len(times) < ROUNDS and (len(times) < 3 or monotonic() - began < PATIENCE):
			frappe.set_user(who)
			start = monotonic()
			question()
			times.append((monotonic() - start) * 1000)
	frappe.set_user("Administrator")
	# the first one warms the caches up
	times = sorted(times[1:])
	return Cell(median(times), quantiles(times, n=20)[-1] if len(times) > 1 else times[0])


@contextmanager
def unscoped(user: str, node: str) -> Iterator[str]:
	"""Nobody is kept from anything."""
	yield "Administrator"


@contextmanager
def stands(user: str, node: str) -> Iterator[str]:
	"""The app, as it is."""
	yield user


@contextmanager
def stock(user: str, node: str, strict: int) -> Iterator[str]:
	"""Frappe's User Permissions on the record's lowest area, with the app's own conditions taken out."""
	hooks = frappe.get_hooks

	def without(name: str | None = None, *rest, **more):
		if name in ("permission_query_conditions", "has_permission", "standard_queries"):
			return {}
		return hooks(name, *rest, **more)

	permission = factories.make("User Permission", user=user, allow="Sink Area", for_value=node)
	frappe.db.set_single_value("System Settings", "apply_strict_user_permissions", strict)
	frappe.clear_cache()
	frappe.db.commit()
	try:
		with mock.patch.object(frappe, "get_hooks", without):
			yield user
	finally:
		frappe.set_user("Administrator")
		permission.delete()
		frappe.db.commit()
		frappe.clear_cache()


WAY = {
	"unscoped": unscoped,
	"stands": stands,
	"strict": lambda user, node: stock(user, node, 1),
	"lenient": lambda user, node: stock(user, node, 0),
}


def tell(table: dict[tuple[str, str], dict[str, Cell]]) -> int:
	"""Print p50 of every way, p95 of ours, both ratios; returns 1 if a bar was missed."""
	head = "".join(f"{way:>11}" for way in WAYS)
	print(f"{'stand':11}{'question':13}{head}{'our p95':>10}{'× unscoped':>12}{'lenient ÷':>11}")
	missed = []
	for (stand, question), cells in table.items():
		ours, free = cells["stands"], cells["unscoped"]
		row = "".join(f"{cells[way].p50:>11.1f}" for way in WAYS)
		ratio, gain = ours.p50 / free.p50, cells["lenient"].p50 / ours.p50
		print(f"{stand:11}{question:13}{row}{ours.p95:>10.1f}{ratio:>12.2f}{gain:>11.1f}")
		missed += misses(stand, question, cells)
	print("\nmilliseconds; p50 unless said" + "".join(f"\nmissed: {sentence}" for sentence in missed))
	return 1 if missed else 0


def misses(stand: str, question: str, cells: dict[str, Cell]) -> list[str]:
	"""The bars that a row of the table does not reach, a sentence each."""
	ours, found = cells["stands"], []
	where = f"{question} at a {stand} stand"
	if ours.p50 > 2 * cells["unscoped"].p50:
		found.append(f"{where} takes more than twice the unscoped one")
	found += [
		f"{where} is slower than stock {way}" for way in ("strict", "lenient") if ours.p50 > cells[way].p50
	]
	if question in PAGES and ours.p95 > SLOWEST_PAGE:
		found.append(f"{where}: p95 is over {SLOWEST_PAGE} ms")
	if (stand, question) == ("community", "list page") and cells["lenient"].p50 < 100 * ours.p50:
		found.append(f"{where} is not 100 times as fast as stock lenient")
	return found


if __name__ == "__main__":
	sys.exit(main())
