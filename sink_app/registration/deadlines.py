"""Until when both registrations are to stand."""

from datetime import date

import frappe
from frappe.utils import getdate

DEFAULT = date(2020, 8, 10)
"""8月10日前 (湖北经济学院 plan, 三(三)); month and day count."""


def registration(year: int) -> date:
	"""The deadline of a year, by the office's settings."""
	kept = frappe.get_cached_doc("Sink Registration Settings").deadline
	day = getdate(kept) if kept else DEFAULT
	# who sets the 29th of February means the end of the month
	return date(year, day.month, min(day.day, 28) if day.month == 2 else day.day)
