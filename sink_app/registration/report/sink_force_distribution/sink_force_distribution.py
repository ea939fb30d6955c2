"""力量分布: how many serve where, beside the households there (下沉力量的统筹调配)."""

import frappe
from frappe import _
from frappe.query_builder.functions import Coalesce, Count, Sum
from frappe.utils import cint, nowdate

from sink_app.registration import reporting
from sink_app.registration.reporting import AREA, COLUMN_OF, REGISTRATION, column
from sink_app.registration.states import DISPATCHED, RESIDENCE, TAKEN_IN

FIGURES = ("dispatched", "residence", "volunteers", "households")


def execute(filters: dict | None = None):
	"""One row a district, street, community or grid; a member with both kinds counts at each kind."""
	filters = filters or {}
	level = filters.get("by") or "Community"
	field = "grid" if level == "Grid" else "community"
	nodes = _registrations(filters, field)
	_add(nodes, _volunteers(filters, field), "volunteers")
	_add(nodes, _households(list(nodes)), "households")
	rows = reporting.rolled_up(list(nodes.values()), level, FIGURES)
	for row in rows:
		row.total = row.dispatched + row.residence
		row.per_thousand = round(1000 * row.total / row.households, 1) if row.households else 0
	return _columns(level), rows


def _registrations(filters: dict, field: str) -> dict[str, frappe._dict]:
	table, found = reporting.asked(REGISTRATION, filters, index=reporting.PLACED_BY_COMMUNITY)
	rows = (
		found.select(table[field], table.registration_type, Count("*"))
		.where((table.year == reporting.year_of(filters)) & table.workflow_state.isin(list(TAKEN_IN)))
		.where(table[field].isnotnull())
		.groupby(table[field], table.registration_type)
		.run()
	)
	nodes: dict[str, frappe._dict] = {}
	for node, kind, number in rows:
		into = nodes.setdefault(node, frappe._dict({"node": node, **dict.fromkeys(FIGURES, 0)}))
		into[{DISPATCHED: "dispatched", RESIDENCE: "residence"}[kind]] += number
	return nodes


def _volunteers(filters: dict, field: str) -> list[tuple]:
	"""Volunteers who serve today; none for who reads no volunteers, or asks for one unit's members."""
	if any(filters.get(COLUMN_OF[level]) for level in reporting.ORGANIZATIONAL):
		return []
	areas = tuple(column for column in ("district", "street", "community", "grid") if filters.get(column))
	table, found = reporting.asked("Sink Volunteer", filters, areas)
	today = nowdate()
	return (
		found.select(table[field], Count("*"))
		.where((table.from_date <= today) & (Coalesce(table.to_date, today) >= today))
		.where(table[field].isnotnull())
		.groupby(table[field])
		.run()
	)


def _households(nodes: list[str]) -> list[tuple]:
	area = frappe.qb.DocType(AREA)
	found = frappe.qb.from_(area).select(area.name, Sum(area.households))
	return found.where(area.name.isin(nodes or [""])).groupby(area.name).run()


def _add(nodes: dict, figures: list[tuple], figure: str):
	for node, number in figures:
		into = nodes.setdefault(node, frappe._dict({"node": node, **dict.fromkeys(FIGURES, 0)}))
		into[figure] += cint(number)


def _columns(level: str) -> list[dict]:
	return [
		reporting.title_column(level),
		column("dispatched", _("Dispatched")),
		column("residence", _("Residence")),
		column("total", _("Together")),
		column("volunteers", _("Volunteers")),
		column("households", _("Households")),
		column("per_thousand", _("For 1000 Households"), "Float", 140, precision=1),
	]
