"""未编入网格: registrations without a grid, and members in a grid without a building (进到楼栋)."""

import frappe
from frappe import _
from frappe.query_builder.functions import Coalesce, Count
from frappe.utils import date_diff, nowdate

from sink_app.registration import reporting
from sink_app.registration.reporting import MOST_ROWS, ORGANIZATION, PERSON, REGISTRATION, column
from sink_app.registration.states import PLACED

WAITING = ("Unit Review", "Community Acceptance")
FIGURES = ("unit_review", "waiting", "placed", "in_building")


def execute(filters: dict | None = None):
	"""Counts by district, street or community; with «Person», who waits and for how long."""
	filters = filters or {}
	level = filters.get("by") or "Community"
	if level == PERSON:
		rows = _persons(filters)
		return _person_columns(), rows, reporting.cut_message(rows)
	rows = reporting.rolled_up(_by_community(filters), level, FIGURES)
	for row in rows:
		row.rate = reporting.percent(row.placed, row.placed + row.waiting + row.unit_review)
		row.building_rate = reporting.percent(row.in_building, row.placed)
	return _columns(level), rows


def _by_community(filters: dict) -> list[frappe._dict]:
	table, found = reporting.asked(REGISTRATION, filters, index=reporting.PLACED_BY_COMMUNITY)
	rows = (
		found.select(
			table.community.as_("node"),
			table.workflow_state,
			Count("*").as_("number"),
			reporting.number_of(Coalesce(table.building, "") != "").as_("in_building"),
		)
		.where((table.year == reporting.year_of(filters)) & table.workflow_state.isin([*WAITING, PLACED]))
		.where(table.community.isnotnull())
		.groupby(table.community, table.workflow_state)
		.run(as_dict=True)
	)
	nodes: dict[str, frappe._dict] = {}
	for row in rows:
		node = nodes.setdefault(row.node, frappe._dict({"node": row.node, **dict.fromkeys(FIGURES, 0)}))
		key = {PLACED: "placed", WAITING[0]: "unit_review"}.get(row.workflow_state, "waiting")
		node[key] += row.number
		if row.workflow_state == PLACED:
			node.in_building += int(row.in_building or 0)
	return list(nodes.values())


def _persons(filters: dict) -> list[frappe._dict]:
	table, found = reporting.asked(REGISTRATION, filters)
	rows = (
		found.select(
			table.name.as_("registration"),
			table.member_name.as_("title"),
			table.registration_type,
			table.community,
			table.unit,
			table.workflow_state,
			table.modified,
		)
		.where((table.year == reporting.year_of(filters)) & table.workflow_state.isin(list(WAITING)))
		.where(table.community.isnotnull())
		.limit(MOST_ROWS)
		.run(as_dict=True)
	)
	rows = reporting.titled(rows, ORGANIZATION, "unit", "unit_title")
	rows = reporting.titled(rows, reporting.AREA, "community", "community_title")
	for row in rows:
		row.kind, row.stage = _(row.registration_type), _(row.workflow_state)
		row.days = date_diff(nowdate(), row.pop("modified"))
	return rows


def _columns(level: str) -> list[dict]:
	return [
		reporting.title_column(level),
		column("unit_review", _("At the Unit")),
		column("waiting", _("Waiting for a Grid")),
		column("placed", _("Placed in Grid")),
		column("rate", _("Placed (%)"), "Float", precision=1),
		column("in_building", _("Down to a Building"), width=130),
		column("building_rate", _("Down to a Building (%)"), "Float", 150, precision=1),
	]


def _person_columns() -> list[dict]:
	return [
		reporting.title_column(PERSON),
		column("kind", _("Kind"), "Data", 110),
		column("community_title", _("Community"), "Data", 180),
		column("unit_title", _("Unit"), "Data", 220),
		column("stage", _("Stage"), "Data", 120),
		column("days", _("Days Waited")),
	]
