"""Dates in the past, so that a chain walked in seconds reads like weeks in an office."""

from datetime import datetime, timedelta
from random import Random

import frappe
from frappe.utils import now_datetime

OPENS, CLOSES = 9, 17
SATURDAY = 5


def before_today(days: int, random: Random | None = None) -> datetime:
	"""An office hour so many days before today, on the Friday before where that is a weekend."""
	random = random or Random(days)
	day = now_datetime().replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=days)
	day -= timedelta(days=max(0, day.weekday() - SATURDAY + 1))
	return day + timedelta(seconds=random.randrange(OPENS * 3600, CLOSES * 3600))


def course(count: int, last: int, random: Random) -> list[datetime]:
	"""The moments of `count` acts, the last one `last` days before today, one to three days between them."""
	days, moments = last, []
	for _act in range(count):
		moments.append(before_today(days, random))
		days += random.randint(1, 3)
	return sorted(moments)


def backdate(doc, moment: datetime):
	"""Let a new record, and the versions written with it, be of that moment."""
	frappe.db.set_value(
		doc.doctype, doc.name, {"creation": moment, "modified": moment}, update_modified=False
	)
	_backdate_versions(doc, moment)


def backdate_step(doc, log: str, moment: datetime, previous: datetime, **dates):
	"""Let the last step on a record be of that moment; `log` is the DocType that keeps the steps.

	Further dates are fields of the record that the step filled.
	"""
	frappe.db.set_value(doc.doctype, doc.name, {"modified": moment, **dates}, update_modified=False)
	frappe.db.set_value(
		log,
		{"reference_doctype": doc.doctype, "reference_name": doc.name, "taken_at": (">", previous)},
		{
			"taken_at": moment,
			"waited_seconds": int((moment - previous).total_seconds()),
			"creation": moment,
			"modified": moment,
		},
		update_modified=False,
	)
	_backdate_versions(doc, moment)


def _backdate_versions(doc, moment: datetime):
	midnight = now_datetime().replace(hour=0, minute=0, second=0, microsecond=0)
	frappe.db.set_value(
		"Version",
		{"ref_doctype": doc.doctype, "docname": doc.name, "creation": (">=", midnight)},
		{"creation": moment, "modified": moment},
		update_modified=False,
	)
