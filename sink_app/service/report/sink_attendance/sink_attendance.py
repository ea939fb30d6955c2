"""考勤统计: how often and how long members served, by kind of time, and the activities they came to.

Compiled from confirmed records and lists of who came; nobody clocks in for it.
"""

import frappe
from frappe import _
from frappe.query_builder.functions import Count, Max, Sum
from frappe.utils import add_days, cint, get_first_day, get_last_day, getdate, nowdate
from pypika import Case

from sink_app.registration import reporting
from sink_app.registration.reporting import MOST_ROWS, ORGANIZATION, PERSON, column
from sink_app.service.activities import ABSENT, ACTIVITY, ATTENDED, PARTICIPANT
from sink_app.service.records import CONFIRMED, DUTY, RECORD, SPARE_TIME, certificates

SERVED = ("times", "spare_times", "duty_times", "emergency_times")
HOURS = ("spare", "duty")
CAME = ("attended", "absent")
COLUMNS = ("unit", "branch", "community")


def execute(filters: dict | None = None):
	"""One row a member with something in the period whom the asker may read, by unit and branch."""
	filters = frappe._dict(filters or {})
	first, last = _period(filters)
	rows = {row.member: row for row in _served(filters, first, last)}
	for row in _came(filters, first, last):
		rows.setdefault(row.member, row).update({key: row[key] for key in CAME})
	found = list(rows.values())
	for row in found:
		row.update({key: cint(row.get(key)) for key in (*SERVED, *CAME)})
		row.update({f"{key}_hours": float(certificates.hours_of(row.get(f"{key}_minutes"))) for key in HOURS})
	for key in ("branch", "unit"):
		found = reporting.titled(found, ORGANIZATION, key, f"{key}_title")
	return _columns(), found, reporting.cut_message(found)


def _period(filters) -> tuple:
	today = getdate(nowdate())
	first = getdate(filters.from_date) if filters.from_date else get_first_day(today)
	last = getdate(filters.to_date) if filters.to_date else get_last_day(today)
	return first, add_days(last, 1)


def _served(filters, first, end) -> list:
	record, found = reporting.asked(RECORD, filters, COLUMNS)
	is_spare, is_duty = record.time_kind == SPARE_TIME, record.time_kind == DUTY
	return (
		_by_member(found, record)
		.select(
			Count("*").as_("times"),
			reporting.number_of(is_spare).as_("spare_times"),
			_minutes(record, is_spare).as_("spare_minutes"),
			reporting.number_of(is_duty).as_("duty_times"),
			_minutes(record, is_duty).as_("duty_minutes"),
			reporting.number_of(record.is_emergency == 1).as_("emergency_times"),
		)
		.where(record.workflow_state == CONFIRMED)
		.where((record.starts_on >= first) & (record.starts_on < end))
		.run(as_dict=True)
	)


def _came(filters, first, end) -> list:
	part, found = reporting.asked(PARTICIPANT, filters, COLUMNS)
	activity = frappe.qb.DocType(ACTIVITY)
	return (
		_by_member(found.join(activity).on(activity.name == part.activity), part)
		.select(
			reporting.number_of(part.status == ATTENDED).as_("attended"),
			reporting.number_of(part.status == ABSENT).as_("absent"),
		)
		.where(part.status.isin([ATTENDED, ABSENT]))
		.where((activity.starts_on >= first) & (activity.starts_on < end))
		.run(as_dict=True)
	)


def _by_member(found, table):
	return (
		found.select(
			table.member,
			Max(table.member_name).as_("title"),
			Max(table.unit).as_("unit"),
			Max(table.branch).as_("branch"),
		)
		.groupby(table.member)
		.limit(MOST_ROWS)
	)


def _minutes(record, condition):
	return Sum(Case().when(condition, record.minutes).else_(0))


def _columns() -> list[dict]:
	return [
		reporting.title_column(PERSON),
		column("unit_title", _("Unit"), "Data", 200),
		column("branch_title", _("Party Branch"), "Data", 180),
		column("times", _("Times Served")),
		column("spare_times", _("Spare-Time Services")),
		column("spare_hours", _("Spare-Time Hours"), "Float", precision=1),
		column("duty_times", _("Duty Shifts")),
		column("duty_hours", _("Duty Hours"), "Float", precision=1),
		column("emergency_times", _("Emergency Services")),
		column("attended", _("Activities Attended")),
		column("absent", _("Activities Missed")),
	]
