"""Working days and hours: weekends are off, but for what a Sink Holiday List says of a day."""

import re
from datetime import date, datetime, time, timedelta
from itertools import pairwise

import frappe
from frappe.utils import get_datetime, getdate

CACHE_KEY = "approval_calendars"
HOURS_KEY = "approval_office_hours"
WORKING = "Working Day"
# nobody's list leaves more days off in a row
LONGEST = 3660
BETWEEN = re.compile(r"[,，、;；\s]\s*(?=\d+[:：]\d+\s*[-–—~～至])")
STRETCH = re.compile(r"(\d{1,2})[:：](\d{2})\s*[-–—~～至]\s*(\d{1,2})[:：](\d{2})")
OFFICE_HOURS = ((time(8, 30), time(12, 0)), (time(14, 0), time(17, 30)))
"""Where no list says otherwise."""


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


def add_working_minutes(start: datetime, minutes: int, holiday_list: str | None = None) -> datetime:
	"""The moment at which so many minutes of office hours have passed since a moment."""
	moment, left = get_datetime(start), timedelta(minutes=minutes)
	day = moment.date()
	for _turn in range(LONGEST):
		for opens, closes in office_hours(holiday_list) if is_working(day, holiday_list) else ():
			begins = max(moment, datetime.combine(day, opens))
			ends = datetime.combine(day, closes)
			if begins + left <= ends:
				return begins + left
			left -= max(ends - begins, timedelta())
		day += timedelta(days=1)
	return moment


def office_hours(holiday_list: str | None = None) -> tuple[tuple[time, time], ...]:
	"""The stretches of a working day in which the office is open, (from, to) each."""
	return _hours(holiday_list) if holiday_list else OFFICE_HOURS


def stretches(written: str) -> tuple[tuple[time, time], ...]:
	"""Office hours as people write them, «8:30-12:00, 14:00-17:30»; empty where they cannot be read so."""
	found = []
	for part in filter(None, (each.strip() for each in BETWEEN.split(written))):
		if not (hours := STRETCH.fullmatch(part)):
			return ()
		found += [(int(hour), int(minute)) for hour, minute in (hours.group(1, 2), hours.group(3, 4))]
	moments = [time(hour, minute) for hour, minute in found if hour < 24 and minute < 60]
	if len(moments) < len(found) or any(one >= other for one, other in pairwise(moments)):
		return ()
	return tuple(zip(moments[::2], moments[1::2], strict=True))


def is_working(day: date, holiday_list: str | None = None) -> bool:
	"""Whether people work on a day (调休 included)."""
	said = _days(holiday_list).get(str(getdate(day))) if holiday_list else None
	return said == WORKING if said else getdate(day).weekday() < 5


def forget():
	"""Drop what is cached: a list was changed."""
	frappe.cache.delete_value(CACHE_KEY)
	frappe.cache.delete_value(HOURS_KEY)


def _hours(holiday_list: str) -> tuple[tuple[time, time], ...]:
	return frappe.cache.hget(HOURS_KEY, holiday_list, lambda: _load_hours(holiday_list))


def _load_hours(holiday_list: str) -> tuple[tuple[time, time], ...]:
	written = frappe.db.get_value("Sink Holiday List", holiday_list, "office_hours")
	return stretches(written or "") or OFFICE_HOURS


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
