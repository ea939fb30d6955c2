"""112下沉服务小分队: grids without one, and who could make it up (湖北经济学院 plan)."""

from collections import defaultdict

import frappe
from frappe import _
from frappe.utils import cint, nowdate

from sink_app.registration.states import DISPATCHED, PLACED
from sink_app.service.teams import (
	DISSOLVED,
	GRID_WORKER,
	PARTY_MEMBER,
	SQUAD,
	TEAM,
	TEAM_MEMBER,
	VOLUNTEER,
)


def grids_without(community: str) -> list[str]:
	"""The grids of a community that have no squad, not even a draft of one."""
	area, team = frappe.qb.DocType("Sink Area"), frappe.qb.DocType(TEAM)
	taken = frappe.qb.from_(team).select(team.squad_of).where(team.squad_of.isnotnull())
	rows = (
		frappe.qb.from_(area)
		.select(area.name)
		.where((area.level == "Grid") & (area.community == community) & (area.disabled == 0))
		.where(area.name.notin(taken))
		.orderby(area.lft)
	)
	return [name for (name,) in rows.run()]


@frappe.whitelist(methods=["POST"])
def fill(community: str) -> dict:
	"""A draft for every grid without one, made up by suggestion; the community looks it over.

	Returns {"made": n, "complete": m}: a draft that lacks somebody says so by its empty rows.
	"""
	frappe.get_doc("Sink Area", community).check_permission("read")
	suggested = suggest(community, grids_without(community))
	complete = 0
	for grid, rows in suggested.items():
		title = frappe.db.get_value("Sink Area", grid, "area_name")
		team = frappe.get_doc(
			{
				"doctype": TEAM,
				"kind": SQUAD,
				"team_name": _("{0} 112 Squad").format(title),
				"community": community,
				"grid": grid,
				"members": rows,
			}
		).insert()
		complete += team.member_count == team.recommended_size
	return {"made": len(suggested), "complete": complete}


def suggest(community: str, grids: list[str]) -> dict[str, list[dict]]:
	"""{grid: rows of «Team Members»}: who serves in the grid and is in no squad yet; nobody twice.

	Those dispatched there come first, as a grid's residents may serve elsewhere; then in the order of filing.
	"""
	if not grids:
		return {}
	workers, members, volunteers = _workers(grids), _members(community), _volunteers(community)
	found = {}
	for grid in grids:
		rows = [{"member_kind": GRID_WORKER, "person_name": name} for name in workers.get(grid, [])[:1]]
		rows += [{"member_kind": PARTY_MEMBER, "member": name} for name in members.get(grid, [])[:1]]
		rows += [{"member_kind": VOLUNTEER, "volunteer": name} for name in volunteers.get(grid, [])[:2]]
		found[grid] = rows
	return found


def _workers(grids: list[str]) -> dict[str, list[str]]:
	"""Who stands on a grid as its worker, else whom the area names."""
	stand, user = frappe.qb.DocType("Sink Stand"), frappe.qb.DocType("User")
	found: dict[str, list[str]] = defaultdict(list)
	rows = (
		frappe.qb.from_(stand)
		.join(user)
		.on(user.name == stand.user)
		.select(stand.area, user.full_name)
		.where(stand.area.isin(grids) & (stand.role == "Sink Grid Worker") & (user.enabled == 1))
		.where(stand.to_date.isnull() | (stand.to_date >= nowdate()))
		.orderby(stand.creation)
	)
	for grid, name in rows.run():
		found[grid].append(name)
	area = frappe.qb.DocType("Sink Area")
	named = frappe.qb.from_(area).select(area.name, area.contact_name).where(area.name.isin(grids))
	for grid, name in named.run():
		if name:
			found[grid].append(name)
	return found


def _members(community: str) -> dict[str, list[str]]:
	"""Members placed in each grid that the asker may read and no squad holds."""
	held = _held("member")
	rows = frappe.get_list(
		"Sink Registration",
		filters={"community": community, "year": cint(nowdate()[:4]), "workflow_state": PLACED},
		fields=["member", "grid", "registration_type"],
		order_by="creation asc",
		limit_page_length=0,
	)
	found: dict[str, list[str]] = defaultdict(list)
	seen = set(held)
	for row in sorted(rows, key=lambda row: row.registration_type != DISPATCHED):
		if row.grid and row.member not in seen:
			seen.add(row.member)
			found[row.grid].append(row.member)
	return found


def _volunteers(community: str) -> dict[str, list[str]]:
	held = _held("volunteer")
	rows = frappe.get_list(
		"Sink Volunteer",
		filters={"community": community, "grid": ("is", "set")},
		or_filters=[["to_date", "is", "not set"], ["to_date", ">=", nowdate()]],
		fields=["name", "grid"],
		order_by="creation asc",
		limit_page_length=0,
	)
	found: dict[str, list[str]] = defaultdict(list)
	for row in rows:
		if row.name not in held:
			found[row.grid].append(row.name)
	return found


def _held(column: str) -> set[str]:
	"""Who is in a squad already."""
	row, team = frappe.qb.DocType(TEAM_MEMBER), frappe.qb.DocType(TEAM)
	found = (
		frappe.qb.from_(row)
		.join(team)
		.on((team.name == row.parent) & (row.parenttype == TEAM))
		.select(row[column])
		.where((team.kind == SQUAD) & (team.workflow_state != DISSOLVED) & row[column].isnotnull())
		.where(row.to_date.isnull() | (row.to_date >= nowdate()))
	)
	return {name for (name,) in found.run()}
