"""What is done once and may take seconds: 200 records confirmed, a roster made, a booklet printed."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from time import monotonic

import frappe

from benchmarks.access.city import City
from benchmarks.records.filling import A_BOOKLET, YEAR
from sink_app.pdf import documents
from sink_app.service.records import RECORD, confirming, sealing
from sink_app.service.rosters import job, planning
from sink_app.tests import factories

PEOPLE = 60
AT_ONCE = 200
SLOWEST = {"confirm": 5.0, "roster": 10.0, "booklet": 5.0}
"""Seconds."""


def all_of_them(city: City) -> list[str]:
	"""Do each, print what it took, take it back; the bars missed."""
	missed = []
	for work in (confirm, roster, booklet):
		with _taken_back():
			took, told = work(city)
		print(f"{told}: {took:.2f} s", flush=True)
		if took > SLOWEST[work.__name__]:
			missed.append(f"{told} took {took:.1f} s")
	return missed


@contextmanager
def _taken_back() -> Iterator[None]:
	try:
		yield
	finally:
		frappe.set_user("Administrator")
		frappe.db.rollback()


def confirm(city: City) -> tuple[float, str]:
	"""A community confirms 200 records at once, which seals them."""
	community = city.communities[0].name
	user = factories.make_stand("Sink Community Secretary", frappe.get_doc("Sink Area", community))
	names = frappe.get_all(RECORD, {"community": community}, pluck="name", limit=AT_ONCE, order_by="name asc")
	frappe.db.set_value(RECORD, {"name": ("in", names)}, "workflow_state", "Awaiting Confirmation")
	frappe.set_user(user)
	start = monotonic()
	done = confirming.confirm(names)["done"]
	took = monotonic() - start
	sealed = sealing.verify(community)["checked"]
	return took, f"{done} of {len(names)} records confirmed, {sealed} seals hold"


def roster(city: City) -> tuple[float, str]:
	"""A duty team of 60 gets its shifts of three months: asked, solved and written."""
	community = frappe.get_doc("Sink Area", city.communities[0].name)
	# the generator's own people; the benchmark reads as nobody
	names = frappe.get_all("Sink Member", pluck="name", limit=PEOPLE, order_by="name asc")
	members = [frappe.get_doc("Sink Member", name) for name in names]
	team = factories.make_team(community, *members, kind="Duty Team")
	first = date(YEAR + 1, 1, 4)
	made = factories.make(
		"Sink Duty Roster", team=team.name, from_date=first, to_date=first + timedelta(days=90), per_day=2
	)
	days = len(planning.working_days(made))
	start = monotonic()
	job.work(made.name)
	took = monotonic() - start
	shifts = frappe.db.count("Sink Duty Shift", {"roster": made.name})
	return took, f"{shifts} shifts for {PEOPLE} people on {days} working days"


def booklet(city: City) -> tuple[float, str]:
	"""The first member's booklet of the year, as PDF."""
	member = next(city.people())["name"]
	frappe.form_dict.year = YEAR
	start = monotonic()
	content = documents.of_document("Sink Member", member, "Sink Service Notebook", year=YEAR)
	took = monotonic() - start
	return took, f"booklet of {A_BOOKLET} records, {len(content) // 1024} kB of PDF"
