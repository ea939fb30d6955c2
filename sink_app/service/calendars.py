"""Calendars of what there are hundreds of thousands of: each by itself, or how many a day.

The framework's own looks through all there ever was for one month, and draws whatever it finds.
"""

from datetime import date, datetime, timedelta

import frappe
from frappe import _
from frappe.utils import add_days, get_datetime

MOST = 500
"""So many are drawn each by itself; of more, each day says its number."""
MOST_COUNTED = 1001
PAGE = 42
"""Days: six weeks, the longest page of a calendar."""
LONGEST = 31
"""Days: what lasts longer is marked (LONG), for else everything that ever began would be looked through."""
FIRST, LAST, STATE, LONG = "starts_on", "ends_on", "workflow_state", "lasts_long"


def lasts_long(starts_on: datetime, ends_on: datetime) -> int:
	"""What a DocType keeps in the field LONG; one without the field takes nothing longer than LONGEST."""
	return int(ends_on - starts_on > timedelta(days=LONGEST))


@frappe.whitelist()
def events(
	doctype: str,
	start: str,
	end: str,
	field_map: str | dict | None = None,
	filters: str | list | None = None,
	fields: str | list | None = None,
) -> list[dict]:
	"""What happens between two moments, of what whoever asks may read (get_events_method of a calendar).

	Above `MOST`, one entry a day for what begins on it: {tally_of, starts_on, ends_on, allDay} and the title.
	The arguments are those of Frappe's calendar; which fields are told is not the browser's to say.
	"""
	begin, until = get_datetime(start), get_datetime(end)
	chosen = frappe.parse_json(filters) or []
	begun = [*chosen, [doctype, FIRST, ">=", begin], [doctype, FIRST, "<=", until]]
	found = _listed(doctype, begun)
	if len(found) > MOST:
		return _tallies(doctype, chosen, begin.date(), until.date())
	return _begun_before(doctype, chosen, begin) + found


def _begun_before(doctype: str, filters: list, begin: datetime) -> list[frappe._dict]:
	"""What began before a moment and still goes on then, the earliest first."""
	earliest = add_days(begin, -LONGEST)
	goes_on = [*filters, [doctype, LAST, ">=", begin]]
	lately = [[doctype, FIRST, ">=", earliest], [doctype, FIRST, "<", begin]]
	found = _listed(doctype, [*goes_on, *lately])
	if frappe.get_meta(doctype).has_field(LONG):
		long_ago = [[doctype, LONG, "=", 1], [doctype, FIRST, "<", earliest]]
		found = _listed(doctype, [*goes_on, *long_ago]) + found
	return found


def _listed(doctype: str, filters: list) -> list[frappe._dict]:
	"""Both ends are always filled: asked with `ifnull`, as the framework does, no index would find them."""
	return frappe.get_list(
		doctype,
		fields=["name", FIRST, LAST, frappe.get_meta(doctype).title_field, STATE],
		filters=filters,
		order_by=f"`tab{doctype}`.`{FIRST}` asc",
		limit_page_length=MOST + 1,
		ignore_ifnull=True,
	)


def _tallies(doctype: str, filters: list, first: date, last: date) -> list[dict]:
	"""How many begin on each day, counted up to a bound as lists are: a city has thousands a day."""
	days = [first + timedelta(days=number) for number in range(min((last - first).days + 1, PAGE))]
	counts = [f"(select count(*) from ({_of_day(doctype, filters, day)}) as found)" for day in days]  # noqa: S608
	# acts for itself: the queries are the framework's own, with the condition of whoever asks
	[totals] = frappe.db.sql(f"select {', '.join(counts)}")
	title = frappe.get_meta(doctype).title_field
	return [
		{
			"name": f"{doctype} {day}",
			"tally_of": doctype,
			FIRST: f"{day} 00:00:00",
			LAST: f"{day} 23:59:59",
			title: _("{0} in all").format(_told(total)),
			"allDay": 1,
			# the calendar lets nobody move what was handed in
			"docstatus": 1,
		}
		for day, total in zip(days, totals, strict=True)
		if total
	]


def _of_day(doctype: str, filters: list, day: date) -> str:
	begun = [[doctype, FIRST, ">=", f"{day} 00:00:00"], [doctype, FIRST, "<=", f"{day} 23:59:59"]]
	return frappe.get_list(
		doctype,
		fields=["name"],
		filters=[*filters, *begun],
		order_by=None,
		limit_page_length=MOST_COUNTED,
		ignore_ifnull=True,
		run=False,
	)


def _told(total: int) -> str:
	return f"{total - 1:,}+" if total == MOST_COUNTED else f"{total:,}"
