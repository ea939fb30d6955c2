"""没有楼栋长的网格: where 001 asks for one and nobody is (五(二)3)."""

import frappe
from frappe import _

from sink_app.registration import reporting
from sink_app.registration.posts import ASSIGNMENT, BUILDING_HEAD, CONFIRMED
from sink_app.registration.reporting import column


def execute(filters: dict | None = None) -> tuple[list, list]:
	"""The grids where the asker stands in which neither the grid nor a building has a confirmed head."""
	filters = frappe._dict(filters or {})
	grids = reporting.areas_in_reach(ASSIGNMENT, "Grid", filters)
	led = _led(reporting.year_of(filters))
	placed = _placed(reporting.year_of(filters))
	areas = reporting.titles("Sink Area", {row.community for row in grids})
	rows = [
		{
			"community": areas.get(grid.community),
			"grid": grid.area_name,
			"households": grid.households,
			"members": placed.get(grid.name, 0),
		}
		for grid in grids
		if grid.name not in led
	]
	return _columns(), rows


def _led(year: int) -> set[str]:
	filters = {"kind": BUILDING_HEAD, "workflow_state": CONFIRMED, "year": year}
	return set(frappe.get_list(ASSIGNMENT, filters=filters, pluck="grid", limit_page_length=0))


def _placed(year: int) -> dict[str, int]:
	"""How many members serve in each grid: whom one may ask."""
	rows = frappe.get_list(
		"Sink Registration",
		filters={"year": year, "grid": ("is", "set"), "workflow_state": "Placed in Grid"},
		fields=["grid", "count(distinct member) as members"],
		group_by="grid",
		order_by="grid asc",
		limit_page_length=0,
	)
	return {row.grid: row.members for row in rows}


def _columns() -> list[dict]:
	return [
		column("community", _("Community"), "Data", 200),
		column("grid", _("Grid"), "Data", 160),
		column("households", _("Households"), "Int", 100),
		column("members", _("Members Serving There"), "Int", 140),
	]
