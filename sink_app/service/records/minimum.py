"""年度服务达标: at least so many times and hours a year (湖北经济学院 plan: 5次、20小时; 2020年3次、12小时).

Only confirmed records count, served in spare time where the member is registered as a resident.
"""

import frappe
from frappe.query_builder.functions import Coalesce, Count, Sum
from frappe.utils import cint

from sink_app.service.doctype.sink_service_settings.sink_service_settings import settings
from sink_app.service.records import RECORD


def required(year: int) -> tuple[int, int]:
	"""(times, minutes) that a year asks for: its own row in the settings, else what every year asks for."""
	kept = settings()
	row = next((row for row in kept.years if row.year == cint(year)), None)
	return (row.times, row.hours * 60) if row else (cint(kept.min_times), cint(kept.min_hours) * 60)


def counts(table, year: int | None):
	"""Whether a record counts in a year, or in any."""
	return table.counted_year == cint(year) if year else table.counted_year > 0


def reached_by(member: str, year: int | None) -> tuple[int, int]:
	"""(times, minutes) that count for a member in a year, or in all."""
	table = frappe.qb.DocType(RECORD)
	times, minutes = (
		frappe.qb.from_(table)
		.select(Count("*"), Sum(table.minutes))
		.where(counts(table, year) & (table.member == member))
		.run()[0]
	)
	return cint(times), cint(minutes)


def counted(year: int):
	"""A query over what counts in a year, a row a member: member, times, minutes."""
	table = frappe.qb.DocType(RECORD)
	return (
		frappe.qb.from_(table)
		.select(table.member, Count("*").as_("times"), Coalesce(Sum(table.minutes), 0).as_("minutes"))
		.where(counts(table, year))
		.groupby(table.member)
	)
