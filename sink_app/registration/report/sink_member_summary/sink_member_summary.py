"""党员信息汇总: members by unit, skill and grid, for one unit, street or community (摸底、汇总党员信息)."""

import frappe
from frappe import _
from frappe.query_builder.functions import Coalesce, Count

from sink_app.registration import reporting
from sink_app.registration.reporting import AREA, ORGANIZATION, REGISTRATION, column
from sink_app.registration.states import TAKEN_IN

NARROWED_BY = ("unit", "second_level", "branch", "street", "community", "grid")


def execute(filters: dict | None = None):
	"""Rows of unit, skill and grid with the number of members, each once; a member counts at each skill."""
	filters = filters or {}
	if not any(filters.get(field) for field in NARROWED_BY):
		return _columns(), [], _("Please choose a unit, a street or a community.")
	table, found = reporting.asked(REGISTRATION, filters)
	skill = frappe.qb.DocType("Sink Member Skill")
	told = Coalesce(skill.skill, "")
	rows = (
		found.left_join(skill)
		.on((skill.parent == table.member) & (skill.parenttype == "Sink Member"))
		.select(table.unit, told.as_("skill"), table.grid, Count(table.member).distinct().as_("members"))
		.where((table.year == reporting.year_of(filters)) & table.workflow_state.isin(list(TAKEN_IN)))
		.groupby(table.unit, told, table.grid)
		.run(as_dict=True)
	)
	for row in rows:
		row.skill = _(row.skill) if row.skill else _("(none told)")
	rows.sort(key=lambda row: row.skill)
	rows = reporting.titled(rows, AREA, "grid", "grid_title")
	return _columns(), reporting.titled(rows, ORGANIZATION, "unit", "unit_title")


def _columns() -> list[dict]:
	return [
		column("unit_title", _("Unit"), "Data", 260),
		column("skill", _("Skill"), "Data", 160),
		column("grid_title", _("Grid"), "Data", 200),
		column("members", _("Members")),
	]
