"""未建小分队网格: grids without a 112 squad, and whom there is to make one up (湖北经济学院 plan)."""

import frappe
from frappe import _
from frappe.query_builder.functions import Count

from sink_app.organization import reach
from sink_app.registration import reporting
from sink_app.registration.reporting import AREA, REGISTRATION, column
from sink_app.registration.states import PLACED
from sink_app.service.teams import DRAFT, TEAM


def execute(filters: dict | None = None):
	"""One row a grid that whoever asks answers for; all of them where «Show All Grids» is ticked."""
	filters = filters or {}
	rows = _grids(filters)
	squads = _squads()
	members, volunteers = _placed(filters), _volunteers(filters)
	for row in rows:
		row.members, row.volunteers = members.get(row.node, 0), volunteers.get(row.node, 0)
		row.squad, state = squads.get(row.node, (None, None))
		row.stage = _(state) if state else _("None")
		row.is_missing = state in (None, DRAFT)
	without = [row for row in rows if row.is_missing]
	summary = [
		{"label": _("Grids"), "value": len(rows), "datatype": "Int"},
		{
			"label": _("Without Squad"),
			"value": len(without),
			"datatype": "Int",
			"indicator": "Orange" if without else "Green",
		},
	]
	shown = rows if filters.get("with_all") else without
	return _columns(), reporting.titled(shown, AREA, "community", "community_title"), None, None, summary


def _grids(filters: dict) -> list[frappe._dict]:
	reach.require(AREA)
	area = frappe.qb.DocType(AREA)
	found = (
		frappe.qb.from_(area)
		.select(area.name.as_("node"), area.title, area.community, area.households)
		.where((area.level == "Grid") & (area.disabled == 0))
		.orderby(area.lft)
		.limit(reporting.MOST_ROWS)
	)
	for field in ("district", "street", "community"):
		if value := filters.get(field):
			found = found.where(area[field] == value)
	return reach.narrowed(found, area, AREA).run(as_dict=True)


def _squads() -> dict[str, tuple[str, str]]:
	team = frappe.qb.DocType(TEAM)
	found = frappe.qb.from_(team).select(team.squad_of, team.team_name, team.workflow_state)
	return {grid: (name, state) for grid, name, state in found.where(team.squad_of.isnotnull()).run()}


def _placed(filters: dict) -> dict[str, int]:
	table, found = reporting.asked(REGISTRATION, filters)
	rows = (
		found.select(table.grid, Count(table.member).distinct())
		.where((table.year == reporting.year_of(filters)) & (table.workflow_state == PLACED))
		.where(table.grid.isnotnull())
		.groupby(table.grid)
	)
	return dict(rows.run())


def _volunteers(filters: dict) -> dict[str, int]:
	table, found = reporting.asked("Sink Volunteer", filters, ("district", "street", "community"))
	rows = found.select(table.grid, Count("*")).where(table.grid.isnotnull()).groupby(table.grid)
	return dict(rows.run())


def _columns() -> list[dict]:
	return [
		reporting.title_column("Grid"),
		column("community_title", _("Community"), "Data", 200),
		column("stage", _("112 Squad"), "Data", 130),
		column("members", _("Members Placed")),
		column("volunteers", _("Volunteers")),
		column("households", _("Households")),
	]
