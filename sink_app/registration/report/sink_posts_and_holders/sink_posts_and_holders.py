"""岗位认领一览: which posts there are, and who holds them."""

import frappe
from frappe import _

from sink_app.registration import reporting
from sink_app.registration.posts import ASSIGNMENT, ENDED, POSITION
from sink_app.registration.reporting import column


def execute(filters: dict | None = None) -> tuple[list, list]:
	"""One row a holder whom the asker may read; a post that nobody holds has a row of its own."""
	filters = frappe._dict(filters or {})
	year = reporting.year_of(filters)
	held = _held(filters, year)
	posts = _posts(filters, year, {row.community for row in held})
	return _columns(), _rows(posts, held)


def _held(filters: dict, year: int) -> list:
	narrowed = {field: filters[field] for field in ("community", "unit") if filters.get(field)}
	return frappe.get_list(
		ASSIGNMENT,
		filters={"year": year, "workflow_state": ("!=", ENDED), **narrowed},
		fields=[
			*("position", "post_title", "member_name", "organization", "community", "grid", "building"),
			*("workflow_state", "from_date"),
		],
		order_by="community asc, post_title asc, creation asc",
		limit_page_length=0,
	)


def _posts(filters: dict, year: int, communities: set[str]) -> list:
	"""The posts of the community asked for, else of the communities where the asker's people hold some."""
	wanted = [filters.community] if filters.get("community") else sorted(communities)
	if not wanted or filters.get("unit"):
		return []
	return frappe.get_list(
		POSITION,
		filters={"year": year, "community": ("in", wanted)},
		fields=["name", "title", "position_class", "community", "grid", "headcount", "taken", "status"],
		order_by="community asc, title asc",
		limit_page_length=0,
	)


def _rows(posts: list, held: list) -> list[dict]:
	areas = reporting.titles(
		"Sink Area",
		{area for row in (*posts, *held) for area in (row.community, row.grid, row.get("building"))},
	)
	organizations = reporting.titles("Sink Organization", {row.organization for row in held})
	by_post: dict[str | None, list] = {}
	for row in held:
		by_post.setdefault(row.position, []).append(row)
	rows = []
	for post in posts:
		shared = {
			"community": areas.get(post.community),
			"post": post.title,
			"position_class": post.position_class,
			"place": areas.get(post.grid, ""),
			"wanted": post.headcount,
			"taken": post.taken,
		}
		holders = by_post.pop(post.name, [])
		rows += [{**shared, **_holder(row, organizations)} for row in holders] or [
			{**shared, "state": _(post.status)}
		]
	rest = [row for holders in by_post.values() for row in holders]
	for row in rest:
		place = areas.get(row.building or row.grid, "")
		shared = {"community": areas.get(row.community), "post": row.post_title, "place": place}
		rows.append({**shared, **_holder(row, organizations)})
	return rows


def _holder(row, organizations: dict[str, str]) -> dict:
	return {
		"member_name": row.member_name,
		"organization": organizations.get(row.organization),
		"state": _(row.workflow_state),
		"from_date": row.from_date,
	}


def _columns() -> list[dict]:
	return [
		column("community", _("Community"), "Data", 160),
		column("post", _("Post Name"), "Data", 160),
		column("position_class", _("Post Class"), "Data", 140),
		column("place", _("Place"), "Data", 160),
		column("wanted", _("People Wanted"), "Int", 90),
		column("taken", _("People Found"), "Int", 90),
		column("member_name", _("Member Name"), "Data", 100),
		column("organization", _("Party Organization"), "Data", 220),
		column("state", _("Stage"), "Data", 100),
		column("from_date", _("From Date"), "Date", 110),
	]
