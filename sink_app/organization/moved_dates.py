"""A plan's dates and words, a year on."""

import re
from datetime import date, timedelta

from frappe.utils import getdate

from sink_app.approvals import calendars

KEEP, BEFORE, AFTER = "Keep the Day", "Working Day Before", "Working Day After"
# a number of four digits; what stands in 〔2021〕 is a document's and stays
YEAR = re.compile(r"(?<![\d〔\[])(\d{4})(?![\d〕\]])")


def years_on(day, years: int, shift: str = KEEP, holiday_list: str | None = None) -> date:
	"""The same day so many years later; 29 February becomes the 28th where there is none.

	With `shift`, a day on which nobody works gives way to the working day before it, or after it.
	"""
	day = getdate(day)
	try:
		moved = day.replace(year=day.year + years)
	except ValueError:
		moved = day.replace(year=day.year + years, day=28)
	if shift == KEEP or calendars.is_working(moved, holiday_list):
		return moved
	return calendars.add_working_days(moved, -1 if shift == BEFORE else 1, holiday_list)


def years_in_text(text: str | None, year: int, years: int) -> str | None:
	"""A text in which this plan's year, and the one after it, are so many years later."""
	if not text:
		return text

	def later(found) -> str:
		number = int(found[1])
		return str(number + years) if number in (year, year + 1) else found[0]

	return YEAR.sub(later, text)


def days_between(day, today) -> int:
	"""Whole days from today until a day; negative once it is over."""
	return (getdate(day) - getdate(today)) // timedelta(days=1)
