"""The numbers and days that an office sets (Sink Project Settings), and what an issued plan says of them."""

from datetime import date

import frappe
from frappe.utils import cint, getdate, nowdate

from sink_app.organization import milestones

SETTINGS = "Sink Project Settings"
TASK = "Sink Milestone Task"
LIST, THREE_ONES, NOTICE = "list", "three_ones", "notice"
DUE = {
	LIST: ("list_due", "list_milestone"),
	THREE_ONES: ("three_ones_due", "three_ones_milestone"),
	NOTICE: ("notice_due", "notice_milestone"),
}
"""What has a day: the setting that names it, and the one that names its milestone in the annual plans."""


def value(field: str):
	"""A setting; its default where the settings were saved before there was one."""
	set_to = frappe.get_cached_doc(SETTINGS).get(field)
	return frappe.get_meta(SETTINGS).get_field(field).default if set_to in (None, "") else set_to


def campaign_of(kind: str) -> str | None:
	"""The campaign that new records of a kind begin with, as the campaigns themselves say."""
	return frappe.db.get_value("Sink Campaign", {"given_to": kind, "disabled": 0}, order_by="creation desc")


def number(field: str) -> int:
	"""A setting that is a number."""
	return cint(value(field))


def day(field: str, year: int) -> date:
	"""The day of a year that a setting names as month and day."""
	return day_of(value(field), year)


def day_of(text: str, year: int) -> date:
	"""「04-10」 in a year; ValueError where it is no month and day. The 29th of February is the 28th."""
	month, number_of_day = (int(part) for part in str(text).strip().split("-"))
	return date(year, month, 28 if (month, number_of_day) == (2, 29) else number_of_day)


def due(what: str, organization: str, year: int) -> date:
	"""Until when an organization is to have done it: as its plan's milestone says, else the settings."""
	field, milestone = DUE[what]
	about = {"organization": organization, "year": year, "code": value(milestone)}
	planned = value(milestone) and frappe.db.get_value(TASK, about, "due_date")
	return getdate(planned) if planned else day(field, year)


def tick(what: str, organization: str, year: int):
	"""The milestone of the organization's plan is reached: nobody ticks by hand what a record proves."""
	code = value(DUE[what][1])
	about = {"organization": organization, "year": year, "code": code, "status": milestones.PENDING}
	if code and (task := frappe.db.get_value(TASK, about)):
		done = {"status": milestones.DONE, "done_on": nowdate(), "done_by": frappe.session.user}
		frappe.db.set_value(TASK, task, done)
