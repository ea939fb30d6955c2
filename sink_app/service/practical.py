"""办实事: practical matters that units settled for their communities, counted a half-year.

practical_matter_sources    functions (filters, year) -> [(unit, half-year 1 or 2, number)], over what whoever
                            asks may read. Whoever owns a kind of matter names one in hooks.py.
"""

import frappe

from sink_app.registration import reporting
from sink_app.service.lists import LIST_CLAIM
from sink_app.service.lists.claims import FINISHED
from sink_app.service.orders import COMPLETED, ORDER, RATED
from sink_app.service.whistles import CALL, DONE

PLAN = "Sink Annual Plan"


def settled(filters: dict, year: int) -> dict[tuple[str, int], int]:
	"""{(unit, half-year): number} of all kinds."""
	found: dict[tuple[str, int], int] = {}
	for path in frappe.get_hooks("practical_matter_sources"):
		for unit, half, number in frappe.get_attr(path)(filters, year):
			found[unit, half] = found.get((unit, half), 0) + number
	return found


def of_lists(filters: dict, year: int) -> list[tuple]:
	"""Rows of communities' lists that units took on and finished (hook)."""
	claim, query = reporting.asked(LIST_CLAIM, filters)
	return reporting.halves(claim, query.where(claim.status == FINISHED), claim.finished_on, year)


def of_orders(filters: dict, year: int) -> list[tuple]:
	"""Orders that were given to a unit and done (hook)."""
	order, query = reporting.asked(ORDER, filters)
	query = query.where(order.workflow_state.isin([COMPLETED, RATED]))
	return reporting.halves(order, query, order.completed_on, year)


def of_calls(filters: dict, year: int) -> list[tuple]:
	"""What organizations did that were called by a whistle (hook)."""
	call, query = reporting.asked(CALL, filters)
	query = query.where((call.status == DONE) & call.member.isnull())
	return reporting.halves(call, query, call.done_on, year)


def wanted(year: int) -> dict[str, int]:
	"""{organization: matters a half-year} that issued plans of a year ask for."""
	# acts for itself: plans are open to read once they are issued
	rows = frappe.get_all(
		PLAN,
		filters={"year": year, "workflow_state": "Issued", "replaced_by": ("is", "not set")},
		fields=["organization", "deeds_min"],
		order_by="version asc",
	)
	return {row.organization: row.deeds_min for row in rows if row.deeds_min}
