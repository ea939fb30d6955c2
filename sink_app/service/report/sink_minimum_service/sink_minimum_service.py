"""年度服务达标: who has served as often and as long as the year asks for (湖北经济学院 plan)."""

from frappe import _
from frappe.query_builder.functions import Coalesce, Count, Sum
from frappe.utils import cint

from sink_app.registration import reporting
from sink_app.registration.reporting import COLUMN_OF, MEMBER, MOST_ROWS, PERSON, column
from sink_app.registration.states import IN_SERVICE, RESIDENCE
from sink_app.service.records import certificates, minimum


def execute(filters: dict | None = None):
	"""By unit, branch, street or community how many reached it; with «Person» all, least hours first."""
	filters = filters or {}
	year, level = reporting.year_of(filters), filters.get("by") or "Unit"
	times, minutes = minimum.required(year)
	message = _("{0} asks for {1} times and {2} hours.").format(year, times, minutes // 60)
	if level == PERSON:
		rows = _persons(filters, year)
		for row in rows:
			row.hours = float(certificates.hours_of(row.minutes))
			row.standing = _standing(row, times, minutes)
		return _person_columns(), rows, reporting.cut_message(rows) or message
	rows = _nodes(filters, level, year)
	return _columns(level), rows, message, None, _summary(rows)


def _asked(filters: dict, year: int):
	"""(member, served, query): members in service registered where they live, with what counts."""
	member, found = reporting.asked(MEMBER, filters)
	served = minimum.counted(year).as_("served")
	found = (
		found.left_join(served)
		.on(served.member == member.name)
		.where((member.status == IN_SERVICE) & reporting.has(member, RESIDENCE, year))
	)
	return member, served, found


def _nodes(filters: dict, level: str, year: int) -> list:
	times, minutes = minimum.required(year)
	member, served, found = _asked(filters, year)
	has_served = Coalesce(served.times, 0)
	has_reached = (has_served >= times) & (Coalesce(served.minutes, 0) >= minutes)
	rows = (
		found.select(
			member[COLUMN_OF[level]].as_("node"),
			Count("*").as_("owing"),
			reporting.number_of(has_reached).as_("reached"),
			reporting.number_of(has_served == 0).as_("without"),
			Sum(has_served).as_("times"),
			Sum(Coalesce(served.minutes, 0)).as_("minutes"),
		)
		.groupby(member[COLUMN_OF[level]])
		.run(as_dict=True)
	)
	for row in rows:
		row.update({key: cint(row[key]) for key in ("reached", "without", "times")})
		row.update({"hours": float(certificates.hours_of(row.minutes)), "below": row.owing - row.reached})
		row.rate = reporting.percent(row.reached, row.owing)
	return reporting.titled(rows, reporting.tree_of(level))


def _persons(filters: dict, year: int) -> list:
	member, served, found = _asked(filters, year)
	minutes = Coalesce(served.minutes, 0)
	rows = (
		found.select(
			member.name.as_("member"),
			member.member_name.as_("title"),
			*(member.unit, member.branch),
			Coalesce(served.times, 0).as_("times"),
			minutes.as_("minutes"),
		)
		.orderby(minutes)
		.orderby(member.name)
		.limit(MOST_ROWS)
		.run(as_dict=True)
	)
	order = {row.member: place for place, row in enumerate(rows)}
	rows = reporting.with_bodies(rows)
	return sorted(rows, key=lambda row: order[row.member])


def _standing(row, times: int, minutes: int) -> str:
	if row.times >= times and row.minutes >= minutes:
		return _("Reached")
	lacking = []
	if row.times < times:
		lacking.append(_("{0} times").format(times - row.times))
	if row.minutes < minutes:
		lacking.append(_("{0} hours").format(_rounded_up(minutes - cint(row.minutes))))
	return _("Lacks {0}").format("、".join(lacking))


def _rounded_up(minutes: int) -> str:
	return certificates.hours_of(minutes + 5)


def _columns(level: str) -> list[dict]:
	return [
		reporting.title_column(level),
		column("owing", _("Registered Where They Live"), width=140),
		column("reached", _("Reached")),
		column("below", _("Not Reached So Far")),
		column("without", _("Not Served Yet")),
		column("rate", _("Rate Reached (%)"), "Float", precision=1),
		column("times", _("Times Served")),
		column("hours", _("Hours Served"), "Float", precision=1),
	]


def _person_columns() -> list[dict]:
	return [
		reporting.title_column(PERSON),
		column("unit_title", _("Unit"), "Data", 200),
		column("branch_title", _("Party Branch"), "Data", 200),
		column("times", _("Times Served"), width=80),
		column("hours", _("Hours Served"), "Float", 80, precision=1),
		column("standing", _("Standing"), "Data", 200),
	]


def _summary(rows: list) -> list[dict]:
	owing, reached = (sum(row[key] for row in rows) for key in ("owing", "reached"))
	return [
		{"label": _("Registered Where They Live"), "value": owing, "datatype": "Int"},
		{"label": _("Reached"), "value": reached, "datatype": "Int", "indicator": "Green"},
		{
			"label": _("Not Reached So Far"),
			"value": owing - reached,
			"datatype": "Int",
			"indicator": "Orange",
		},
	]
