"""What the reports of registration share: who may see what, how it is narrowed down, grouped and titled.

Every figure is one SQL over whole sets, under the condition of whoever asks (`access.query`); a `user` among
the filters is not looked at.
"""

import frappe
from frappe import _
from frappe.query_builder.functions import Count, Sum
from frappe.utils import add_days, cint, getdate, nowdate
from pypika import Case
from pypika.functions import Extract
from pypika.terms import Criterion

from sink_app.access import columns, query, standing, stands
from sink_app.registration.states import DISPATCHED, IN_SERVICE, RESIDENCE, TAKEN_IN
from sink_app.registration.tallies import YEAR_OF

MEMBER, REGISTRATION = "Sink Member", "Sink Registration"
AREA, ORGANIZATION = "Sink Area", "Sink Organization"
PERSON = "Person"
MOST_ROWS = 2_000
"""So many persons are shown at once; a list that is longer says so."""
PLACED_BY_COMMUNITY, MEMBERS_BY_COMMUNITY = "placed_by_community", "members_by_community"
"""Indexes of registrations that hold all that is counted of a whole city."""
COLUMN_OF = {
	"System": "system",
	"Unit": "unit",
	"Second Level": "second_level",
	"Branch": "branch",
	"District": "district",
	"Street": "street",
	"Community": "community",
	"Grid": "grid",
}
ORGANIZATIONAL = ("System", "Unit", "Second Level", "Branch")
TITLES = {AREA: "title", ORGANIZATION: "org_name"}


class Written(Criterion):
	"""A condition that the access engine wrote as SQL; no word of it is typed by a user."""

	def __init__(self, sql: str):
		super().__init__()
		self.sql = sql

	def get_sql(self, **options) -> str:
		return self.sql


def tree_of(level: str) -> str:
	"""The tree that a level belongs to."""
	return ORGANIZATION if level in ORGANIZATIONAL else AREA


def year_of(filters: dict) -> int:
	"""The year asked for; this one where none is."""
	return cint(filters.get("year")) or cint(nowdate()[:4])


def visible(doctype: str) -> Criterion | None:
	"""The condition under which whoever asks reads records of a DocType; None where nothing is hidden."""
	found = query.readable(doctype, frappe.session.user)
	return Written(found) if found else None


def asked(
	doctype: str,
	filters: dict,
	fields: tuple[str, ...] = tuple(COLUMN_OF.values()),
	index: str | None = None,
):
	"""(table, query) over the records of a DocType that are visible and lie where the filters say.

	index is the one that answers alone where the whole city is asked for. With it, the index is said each
	time: MariaDB prefers one in the order of the groups, and reads the whole city for one district.
	"""
	table = frappe.qb.DocType(doctype)
	found = frappe.qb.from_(table)
	condition = visible(doctype)
	if condition is not None:
		found = found.where(condition)
	narrowed = [field for field in fields if filters.get(field)]
	for field in narrowed:
		found = found.where(table[field] == filters[field])
	if index:
		chosen = [columns.index_of(column) for column in narrowed[-1:]]
		chosen = chosen or query.narrowing_indexes(doctype, frappe.session.user)
		wanted = chosen or ([index] if condition is None else [])
		if wanted and all(frappe.db.has_index(f"tab{doctype}", each) for each in wanted):
			found = found.force_index(*wanted)
	return table, found


def has(member, kind: str, year: int) -> Criterion:
	"""Whether a registration of a kind was taken in for a year; this year's stands with the member."""
	if year == cint(nowdate()[:4]):
		return member[YEAR_OF[kind]] == year
	table = frappe.qb.DocType(REGISTRATION).as_("past")
	taken_in = (
		frappe.qb.from_(table)
		.select(table.member)
		.where((table.year == year) & (table.registration_type == kind))
		.where(table.workflow_state.isin(list(TAKEN_IN)))
	)
	return member.name.isin(taken_in)


def number_of(condition: Criterion):
	"""How many rows of a group fulfil a condition."""
	return Sum(Case().when(condition, 1).else_(0))


def by_node(filters: dict, level: str) -> list[frappe._dict]:
	"""Members in service by node of a level: members, dispatched, residence, both, either, rates."""
	year, column = year_of(filters), COLUMN_OF[level]
	member, found = asked(MEMBER, filters)
	dispatched, residence = has(member, DISPATCHED, year), has(member, RESIDENCE, year)
	rows = (
		found.select(
			member[column].as_("node"),
			Count("*").as_("members"),
			number_of(dispatched).as_("dispatched"),
			number_of(residence).as_("residence"),
			number_of(dispatched & residence).as_("both"),
			Sum(member.facts_rate).as_("facts"),
			number_of(member.facts_rate == 100).as_("complete"),
		)
		.where(member.status == IN_SERVICE)
		.groupby(member[column])
		.run(as_dict=True)
	)
	for row in rows:
		row.update({key: cint(row[key]) for key in ("dispatched", "residence", "both", "facts", "complete")})
		row.either = row.dispatched + row.residence - row.both
		row.only_dispatched, row.only_residence = row.dispatched - row.both, row.residence - row.both
		row.neither = row.members - row.either
		row.rate = percent(row.both, row.members)
		row.coverage = percent(row.either, row.members)
	return titled(rows, tree_of(level))


def titled(
	rows: list[frappe._dict], tree: str, key: str = "node", title: str = "title"
) -> list[frappe._dict]:
	"""The rows with the titles of their nodes, in the order of the tree; a node without one says so."""
	names = list({row[key] for row in rows if row[key]})
	table = frappe.qb.DocType(tree)
	found = (
		frappe.qb.from_(table)
		.select(table.name, table[TITLES[tree]], table.lft)
		.where(table.name.isin(names or [""]))
		.run()
	)
	told = {name: (text, place) for name, text, place in found}
	for row in rows:
		row[title] = told.get(row[key], (_("(none)"), 0))[0]
	return sorted(rows, key=lambda row: told.get(row[key], ("", 1 << 31))[1])


def with_bodies(rows: list[frappe._dict]) -> list[frappe._dict]:
	"""The rows with the titles of their `unit` and `branch`, in the order of the branches."""
	for key in ("unit", "branch"):
		rows = titled(rows, ORGANIZATION, key, f"{key}_title")
	return rows


def areas_in_reach(doctype: str, level: str, filters: dict) -> list[frappe._dict]:
	"""The areas of a level below where the asker stands with a role that reads records of a DocType."""
	where = standing.of(AREA, frappe.session.user, stands.roles_with(doctype, "read"))
	if where == {}:
		return []
	narrowed = {field: filters[field] for field in ("district", "street", "community") if filters.get(field)}
	# acts for itself: narrowed to where the asker stands; that an area is there is no secret
	return frappe.get_all(
		AREA,
		filters={"level": level, "disabled": 0, **narrowed},
		or_filters={column: ("in", nodes) for column, nodes in (where or {}).items()} or None,
		fields=["name", "title", "area_name", "community", "street", "households"],
		order_by="lft asc",
	)


def titles(tree: str, names) -> dict[str, str]:
	"""{name: title} of areas or organizations, whose names are public."""
	# acts for itself: the names of areas and organizations are public
	rows = frappe.get_all(
		tree,
		filters={"name": ("in", [name for name in names if name])},
		fields=["name", f"{TITLES[tree]} as title"],
	)
	return {row.name: row.title for row in rows}


def rolled_up(rows: list[frappe._dict], level: str, figures: tuple[str, ...]) -> list[frappe._dict]:
	"""Rows by community summed up by street or district, and titled."""
	if level in ("District", "Street"):
		table = frappe.qb.DocType(AREA)
		above = dict(
			frappe.qb.from_(table)
			.select(table.name, table[COLUMN_OF[level]])
			.where(table.level == "Community")
			.run()
		)
		sums: dict[str | None, frappe._dict] = {}
		for row in rows:
			node = above.get(row.node)
			into = sums.setdefault(node, frappe._dict({"node": node, **dict.fromkeys(figures, 0)}))
			for figure in figures:
				into[figure] += cint(row[figure])
		rows = list(sums.values())
	return titled(rows, AREA)


def percent(part: int, whole: int) -> float:
	"""A share in percent with one decimal; 0 of nothing."""
	return round(100 * part / whole, 1) if whole else 0


def column(fieldname: str, label: str, fieldtype: str = "Int", width: int = 110, **more) -> dict:
	"""A column as the report view takes it."""
	return {"fieldname": fieldname, "label": label, "fieldtype": fieldtype, "width": width, **more}


def title_column(level: str) -> dict:
	"""The first column: the node or the person, which leads further by a click."""
	return column("title", _("Member Name") if level == PERSON else _(level), "Data", 240)


def cut_message(rows: list, most: int = MOST_ROWS) -> str | None:
	"""What stands above a list that was cut."""
	if len(rows) < most:
		return None
	return _("Only the first {0} are shown. Please narrow down by unit or community.").format(most)


def persons(filters: dict, condition: Criterion | None, *fields: str) -> list[frappe._dict]:
	"""The first members in service that are visible, with titles of unit and branch; ordered by branch."""
	member, found = asked(MEMBER, filters)
	found = found.select(
		member.name.as_("member"),
		member.member_name.as_("title"),
		member.unit,
		member.branch,
		member.creation,
		*(member[field] for field in fields),
	).where(member.status == IN_SERVICE)
	if condition is not None:
		found = found.where(condition)
	rows = found.orderby(member.unit).limit(MOST_ROWS).run(as_dict=True)
	rows = with_bodies(rows)
	return rows


def between(query, field, filters: dict):
	"""A query narrowed to a report's «From» and «To», both days included; each may be left open."""
	if filters.get("from_date"):
		query = query.where(field >= getdate(filters["from_date"]))
	if filters.get("to_date"):
		query = query.where(field < add_days(getdate(filters["to_date"]), 1))
	return query


def halves(table, query, day, year: int) -> list[tuple]:
	"""[(unit, half-year 1 or 2, number)]: a query's records of a year, by a day of theirs."""
	half = Case().when(Extract("MONTH", day) <= 6, 1).else_(2)
	return list(
		query.select(table.unit, half, Count("*"))
		.where(table.unit.isnotnull() & day[f"{year}-01-01" : f"{year}-12-31 23:59:59"])
		.groupby(table.unit, half)
		.run()
	)
