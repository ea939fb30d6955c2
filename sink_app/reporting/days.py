"""Periods of reports and the days on which they are due, as an office has set them."""

from datetime import date

import frappe
from frappe.utils import add_days, cint, getdate, nowdate

from sink_app.registration.commitments.periods import MONTHS, Period, ended_before
from sink_app.reporting.doctype.sink_reporting_settings.sink_reporting_settings import settings

FIRST, SECOND = "First Half", "Second Half"


def half(year: int, name: str) -> Period:
	"""The half-year of a name."""
	return (
		Period(date(year, 1, 1), date(year, 6, 30))
		if name == FIRST
		else Period(date(year, 7, 1), date(year, 12, 31))
	)


def half_of(day: date | str) -> tuple[int, str]:
	"""(year, half) that a day lies in."""
	day = getdate(day)
	return day.year, FIRST if day.month <= 6 else SECOND


def half_before(year: int, name: str) -> tuple[int, str]:
	"""The half-year before."""
	return (year - 1, SECOND) if name == FIRST else (year, FIRST)


def lately_due(today: date | str | None = None) -> tuple[int, str]:
	"""(year, half) of the reports that are spoken of on a day: the last of which people were reminded."""
	soon = getdate(add_days(today or nowdate(), cint(settings().remind_before)))
	year, name = half_of(soon)
	return (year, name) if due_of_half(year, name) <= soon else half_before(year, name)


def due_of_half(year: int, name: str) -> date:
	"""The day by which a half-year is reported."""
	return _day(year, settings().first_half_due if name == FIRST else settings().second_half_due)


def due_of_annual(year: int, is_summary: bool) -> date:
	"""The day by which an organization reports a year."""
	return _day(year, settings().summary_due if is_summary else settings().annual_due)


def due_of_debrief(year: int) -> date:
	"""The day by which a year is debriefed."""
	return _day(year, settings().debrief_due)


def progress_period(day: date | str) -> Period:
	"""The period of progress reports that a day lies in."""
	day, months = getdate(day), MONTHS[settings().progress_every]
	start = (day.month - 1) // months * months + 1
	last_month = start + months - 1
	following = date(day.year + last_month // 12, last_month % 12 + 1, 1)
	return Period(date(day.year, start, 1), getdate(add_days(following, -1)))


def progress_due(day: date | str | None = None) -> Period:
	"""The period whose progress reports are spoken of on a day: the last that ended before it."""
	return ended_before(day or nowdate(), settings().progress_every)


def due_of_progress(last: date | str) -> date:
	"""The day by which the progress of a period is reported."""
	return getdate(add_days(last, cint(settings().progress_within)))


def whole_year(year: int) -> Period:
	"""A year from its first to its last day."""
	return Period(date(year, 1, 1), date(year, 12, 31))


def _day(year: int, month_and_day: str) -> date:
	return date.fromisoformat(f"{year}-{month_and_day}")


def this_year() -> int:
	"""The year it is on the site."""
	return cint(frappe.utils.nowdate()[:4])
