"""未入队党员: registered members who are in no service team (武组通〔2021〕37号: 报名加入1—2支服务团队)."""

import frappe
from frappe import _
from frappe.query_builder.functions import Count
from frappe.utils import cint

from sink_app.registration import reporting
from sink_app.registration.reporting import MOST_ROWS, ORGANIZATION, PERSON, REGISTRATION, column
from sink_app.registration.states import TAKEN_IN
from sink_app.service.teams import SEAT

COLUMN_OF = {"Street": "street", "Community": "community", "Unit": "unit", "Branch": "branch"}


def execute(filters: dict | None = None):
	"""Counts by street, community, unit or branch; with «Person», who is in none."""
	filters = filters or {}
	level = filters.get("by") or "Community"
	if level == PERSON:
		rows = _persons(filters)
		return _person_columns(), rows, reporting.cut_message(rows)
	rows = _counted(filters, level)
	members, none = (sum(row[key] for row in rows) for key in ("members", "in_none"))
	summary = [
		{"label": _("Registered Members"), "value": members, "datatype": "Int"},
		{
			"label": _("In No Team"),
			"value": none,
			"datatype": "Int",
			"indicator": "Orange" if none else "Green",
		},
	]
	return _columns(level), rows, None, None, summary


def _asked(filters: dict):
	table, found = reporting.asked(REGISTRATION, filters)
	found = found.where(
		(table.year == reporting.year_of(filters)) & table.workflow_state.isin(list(TAKEN_IN))
	)
	return table, found.where(table.community.isnotnull())


def _in_team():
	seat = frappe.qb.DocType(SEAT)
	return frappe.qb.from_(seat).select(seat.member).where(seat.seat.isnotnull())


def _counted(filters: dict, level: str) -> list[frappe._dict]:
	"""Each member once a node, however often registered in it."""
	sums: dict[str, frappe._dict] = {}
	for key, condition in (("members", None), ("in_none", _in_team())):
		table, found = _asked(filters)
		if condition is not None:
			found = found.where(table.member.notin(condition))
		node = table[COLUMN_OF[level]]
		for name, number in found.select(node, Count(table.member).distinct()).groupby(node).run():
			sums.setdefault(name, frappe._dict(node=name, members=0, in_none=0))[key] = cint(number)
	rows = reporting.titled(list(sums.values()), reporting.tree_of(level))
	for row in rows:
		row.in_team = row.members - row.in_none
		row.rate = reporting.percent(row.in_team, row.members)
	return rows


def _persons(filters: dict) -> list[frappe._dict]:
	table, found = _asked(filters)
	found = found.where(table.member.notin(_in_team()))
	rows = (
		found.select(
			table.member, table.member_name.as_("title"), table.community, table.unit, table.wanted_post
		)
		.orderby(table.community)
		.orderby(table.member_name)
		.limit(MOST_ROWS)
		.run(as_dict=True)
	)
	people = list({row.member: row for row in rows}.values())
	people = reporting.titled(people, ORGANIZATION, "unit", "unit_title")
	return reporting.titled(people, reporting.AREA, "community", "community_title")


def _columns(level: str) -> list[dict]:
	return [
		reporting.title_column(level),
		column("members", _("Registered Members"), width=130),
		column("in_team", _("In a Team")),
		column("in_none", _("In No Team")),
		column("rate", _("In a Team (%)"), "Float", 130, precision=1),
	]


def _person_columns() -> list[dict]:
	return [
		reporting.title_column(PERSON),
		column("community_title", _("Community"), "Data", 200),
		column("unit_title", _("Unit"), "Data", 220),
		column("wanted_post", _("Wanted Post"), "Data", 180),
	]
