"""What is kept with each member so that a city can be counted in one look.

`dispatched_year` and `residence_year` are the last years in which a registration of the kind was taken in;
`facts_rate` is how much of the wanted facts is there. Written here alone, in sets; the night makes good what
was written past the forms.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import frappe
from frappe.query_builder.functions import Max

from sink_app.registration.states import DISPATCHED, RESIDENCE, TAKEN_IN

YEAR_OF = {DISPATCHED: "dispatched_year", RESIDENCE: "residence_year"}
STRETCH = 2_000


@contextmanager
def at_once() -> Iterator[None]:
	"""Count members whose registrations change inside at the end, all of them together."""
	before = frappe.flags.tallies_later
	frappe.flags.tallies_later = later = set()
	try:
		yield
	finally:
		frappe.flags.tallies_later = before
	refresh(sorted(later))


def refresh(members: list[str]):
	"""Count the registrations of some members anew."""
	if frappe.flags.tallies_later is not None:
		frappe.flags.tallies_later.update(members)
		return
	table, member = frappe.qb.DocType("Sink Registration"), frappe.qb.DocType("Sink Member")
	if not members:
		return
	rows = (
		frappe.qb.from_(table)
		.select(table.member, table.registration_type, Max(table.year))
		.where(table.member.isin(members) & table.workflow_state.isin(list(TAKEN_IN)))
		.groupby(table.member, table.registration_type)
		.run()
	)
	frappe.qb.update(member).set(member.dispatched_year, 0).set(member.residence_year, 0).where(
		member.name.isin(members)
	).run()
	found: dict[tuple[str, int], list[str]] = {}
	for name, kind, year in rows:
		if kind in YEAR_OF:
			found.setdefault((YEAR_OF[kind], year), []).append(name)
	for (column, year), names in found.items():
		frappe.qb.update(member).set(member[column], year).where(member.name.isin(names)).run()


def refresh_all():
	"""Count all members anew, a stretch at a time (hook: scheduler_events, daily); may be run again."""
	last = ""
	member = frappe.qb.DocType("Sink Member")
	while True:
		query = frappe.qb.from_(member).select(member.name).where(member.name > last)
		names = [name for (name,) in query.orderby(member.name).limit(STRETCH).run()]
		if not names:
			return
		refresh(names)
		last = names[-1]
		if not frappe.flags.in_test:
			# a job's own transaction: each stretch stands for itself
			frappe.db.commit()


def rate_facts(doc, method: str | None = None):
	"""Write how many percent of the wanted facts a member's record holds (hook: before_save)."""
	wanted = [field for field in wanted_facts() if doc.meta.has_field(field)]
	there = [field for field in wanted if doc.get(field)]
	doc.facts_rate = round(100 * len(there) / len(wanted)) if wanted else 100


def wanted_facts() -> list[str]:
	"""The fields of a member that make a record complete, as the office has set them."""
	return (frappe.get_cached_doc("Sink Registration Settings").facts or "").split()
