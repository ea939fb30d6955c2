"""Working days: weekends are off, but for what a Sink Holiday List says of a day."""

from datetime import date, timedelta

import frappe
from frappe.utils import getdate

CACHE_KEY = "approval_calendars"
WORKING = "Working Day"
# nobody's list leaves more days off in a row
LONGEST = 3660


def add_working_days(start: date, days: int, holiday_list: str | None = None) -> date:
	"""The working day that lies so many working days after a day; before it where `days` is negative."""
	day, left = getdate(start), abs(days)
	forward = timedelta(days=1 if days > 0 else -1)
	for _turn in range(LONGEST):
		if not left:
			break
		day += forward
		left -= is_working(day, holiday_list)
	return day


def is_working(day: date, holiday_list: str | None = None) -> bool:
	"""Whether people work on a day (调休 included)."""
	said = _days(holiday_list).get(str(getdate(day))) if holiday_list else None
	return said == WORKING if said else getdate(day).weekday() < 5


def forget():
	"""Drop what is cached: a list was changed."""
	frappe.cache.delete_value(CACHE_KEY)


def _days(holiday_list: str) -> dict[str, str]:
	return frappe.cache.hget(CACHE_KEY, holiday_list, lambda: _load(holiday_list))


def _load(holiday_list: str) -> dict[str, str]:
	# acts for itself: public holidays are no secret
	rows = frappe.get_all(
		"Sink Holiday",
		filters={"parent": holiday_list, "parenttype": "Sink Holiday List"},
		fields=["day", "kind"],
		order_by="idx asc",
	)
	return {str(row.day): row.kind for row in rows}
