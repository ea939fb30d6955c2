"""岗位均衡: posts and people of each community, for who evens them out (武组通〔2021〕37号)."""

import frappe
from frappe import _

from sink_app.registration import reporting
from sink_app.registration.posts import ASSIGNMENT, CLOSED, ENDED, POSITION
from sink_app.registration.reporting import column


def execute(filters: dict | None = None) -> tuple[list, list]:
	"""One row a community where the asker reads registrations or stands; in the tree's order, no ranking."""
	filters = frappe._dict(filters or {})
	year = reporting.year_of(filters)
	posts, placed, held = _posts(year), _members(year), _holders(year)
	in_reach = reporting.areas_in_reach(POSITION, "Community", filters)
	known = {row.name for row in in_reach}
	others = _communities(set(placed) - known, filters)
	rows = []
	for area in (*in_reach, *others):
		post = posts.get(area.name) or frappe._dict()
		members, holders = placed.get(area.name, 0), held.get(area.name, 0)
		if not (post or members):
			continue
		rows.append(
			{
				"community": area.title,
				"posts": post.posts or 0,
				"wanted": post.wanted or 0,
				"taken": post.taken or 0,
				"left": (post.wanted or 0) - (post.taken or 0),
				"members": members,
				"holders": holders,
				"without": max(0, members - holders),
			}
		)
	return _columns(), rows


def _posts(year: int) -> dict[str, frappe._dict]:
	rows = frappe.get_list(
		POSITION,
		filters={"year": year, "status": ("!=", CLOSED)},
		fields=["community", "count(*) as posts", "sum(headcount) as wanted", "sum(taken) as taken"],
		group_by="community",
		order_by="community asc",
		limit_page_length=0,
	)
	return {row.community: row for row in rows}


def _members(year: int) -> dict[str, int]:
	rows = frappe.get_list(
		"Sink Registration",
		filters={"year": year, "workflow_state": "Placed in Grid"},
		fields=["community", "count(distinct member) as members"],
		group_by="community",
		order_by="community asc",
		limit_page_length=0,
	)
	return {row.community: row.members for row in rows}


def _holders(year: int) -> dict[str, int]:
	rows = frappe.get_list(
		ASSIGNMENT,
		filters={"year": year, "workflow_state": ("!=", ENDED)},
		fields=["community", "count(distinct member) as members"],
		group_by="community",
		order_by="community asc",
		limit_page_length=0,
	)
	return {row.community: row.members for row in rows}


def _communities(names: set[str], filters: dict) -> list[frappe._dict]:
	"""Communities where the asker's members serve, though the asker does not stand there."""
	narrowed = {field: filters[field] for field in ("district", "street") if filters.get(field)}
	asked = names & {filters.community} if filters.get("community") else names
	# acts for itself: the names of communities whose registrations the asker reads
	return frappe.get_all(
		"Sink Area",
		filters={"name": ("in", list(asked)), **narrowed},
		fields=["name", "title"],
		order_by="lft asc",
	)


def _columns() -> list[dict]:
	return [
		column("community", _("Community"), "Data", 200),
		column("posts", _("Posts"), "Int", 80),
		column("wanted", _("People Wanted"), "Int", 100),
		column("taken", _("People Found"), "Int", 100),
		column("left", _("Still Wanted"), "Int", 100),
		column("members", _("Members Placed in Grids"), "Int", 130),
		column("holders", _("With a Post"), "Int", 110),
		column("without", _("Without a Post"), "Int", 110),
	]
