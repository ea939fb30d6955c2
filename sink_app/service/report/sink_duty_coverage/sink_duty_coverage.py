"""值班覆盖率: on how many working days somebody is on duty (湖北经济学院 plan: 每个工作日至少1至2名)."""

from collections import Counter, defaultdict
from datetime import timedelta

import frappe
from frappe import _
from frappe.utils import formatdate, getdate, nowdate

from sink_app.approvals import calendars
from sink_app.registration import reporting
from sink_app.registration.reporting import AREA, column
from sink_app.service.rosters import PLANNED, PUBLISHED, ROSTER, SERVED, SHIFT
from sink_app.service.teams import limits

MOST_NAMED = 5


def execute(filters: dict | None = None):
	"""One row a community and month that published rosters cover."""
	filters = filters or {}
	worked = _worked(filters)
	numbers = _on_duty(filters)
	least, most = limits.number("duty_min"), limits.number("duty_max")
	rows = []
	for (community, month), days in sorted(worked.items()):
		on_duty = {day: numbers[community, day] for day in days}
		empty = sorted(day for day, number in on_duty.items() if number < least)
		rows.append(
			frappe._dict(
				community=community,
				month=month,
				days=len(days),
				covered=len(days) - len(empty),
				rate=reporting.percent(len(days) - len(empty), len(days)),
				shifts=sum(on_duty.values()),
				crowded=sum(number > most for number in on_duty.values()),
				empty=_named(empty),
			)
		)
	days, covered = sum(row.days for row in rows), sum(row.covered for row in rows)
	summary = [
		{"label": _("Working Days"), "value": days, "datatype": "Int"},
		{"label": _("Covered (%)"), "value": reporting.percent(covered, days), "datatype": "Float"},
	]
	return _columns(), reporting.titled(rows, AREA, "community", "community_title"), None, None, summary


def _span(filters: dict) -> tuple:
	year = nowdate()[:4]
	return (
		getdate(filters.get("from_date") or f"{year}-01-01"),
		getdate(filters.get("to_date") or f"{year}-12-31"),
	)


def _worked(filters: dict) -> dict[tuple, set]:
	"""{(community, month): working days} of the published rosters that whoever asks may read."""
	first, last = _span(filters)
	table, found = reporting.asked(ROSTER, filters, ("district", "street", "community"))
	rosters = (
		found.select(table.community, table.from_date, table.to_date, table.holiday_list)
		.where((table.workflow_state == PUBLISHED) & (table.from_date <= last) & (table.to_date >= first))
		.run()
	)
	days: dict[tuple, set] = defaultdict(set)
	for community, starts, ends, holiday_list in rosters:
		day = max(first, starts)
		while day <= min(last, ends):
			if calendars.is_working(day, holiday_list):
				days[community, day.strftime("%Y-%m")].add(day)
			day += timedelta(days=1)
	return days


def _on_duty(filters: dict) -> Counter:
	first, last = _span(filters)
	table, found = reporting.asked(SHIFT, filters, ("district", "street", "community"))
	rows = found.select(table.community, table.day).where(
		table.status.isin([PLANNED, SERVED]) & (table.day >= first) & (table.day <= last)
	)
	return Counter((community, getdate(day)) for community, day in rows.run())


def _named(days: list) -> str:
	words = _(", ").join(formatdate(day) for day in days[:MOST_NAMED])
	return words + (_(" and more") if len(days) > MOST_NAMED else "")


def _columns() -> list[dict]:
	return [
		column("community_title", _("Community"), "Data", 220),
		column("month", _("Year and Month"), "Data", 90),
		column("days", _("Working Days")),
		column("covered", _("Days Covered")),
		column("rate", _("Covered (%)"), "Float", 110, precision=1),
		column("shifts", _("Shifts")),
		column("crowded", _("Days Over the Number"), width=130),
		column("empty", _("Days Without Anybody"), "Data", 260),
	]
