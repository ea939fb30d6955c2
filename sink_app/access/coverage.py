"""Where nobody stands with a role: the places of a tree that have nobody to act for them."""

from collections import Counter
from dataclasses import dataclass

import frappe
from frappe.utils import nowdate

from sink_app.access import columns, declaration


@dataclass(frozen=True)
class Gap:
	"""The places of one level below which nobody stands with any of some roles."""

	level: str
	count: int
	names: list[str]
	"""The first of them, by title."""


def is_held(roles: set[str]) -> bool:
	"""Whether any open account has one of the roles."""
	has, user = frappe.qb.DocType("Has Role"), frappe.qb.DocType("User")
	holders = (
		frappe.qb.from_(has)
		.join(user)
		.on(user.name == has.parent)
		.select(user.name)
		.where(has.role.isin(list(roles)) & (has.parenttype == "User") & (user.enabled == 1))
		.where(user.name.notin(["Administrator", "Guest"]))
		.limit(1)
	)
	return bool(holders.run())


def gap(doctype: str, roles: set[str], sample: int = 5) -> Gap | None:
	"""The places where no stand of the roles is at or above; None where there is no such place.

	Which places should have somebody is taken from where the roles stand already: most often at that level.
	"""
	scope = declaration.scope_of(doctype)
	needing = roles - set(frappe.get_hooks("access_own_roles"))
	if scope is None or not needing:
		return None
	nodes = {tree: _stood_on(tree, needing) for tree in scope.nodes}
	tree = max(nodes, key=lambda each: len(nodes[each]))
	if not nodes[tree]:
		return None
	levels = Counter(_levels(tree, nodes[tree]))
	declared = declaration.trees()[tree]
	if any(level not in declared.levels for level in levels):
		return None
	[(level, _number)] = levels.most_common(1)
	bare = [row for row in _places(declared, level) if not nodes[tree].intersection(row.values())]
	return Gap(level, len(bare), [row["title"] for row in bare[:sample]]) if bare else None


def columns_stood_in(doctype: str, roles: set[str]) -> list[str]:
	"""The columns of a DocType in which stands of some roles find its records today.

	Records without columns are found by their links to the trees.
	"""
	scope = declaration.scope_of(doctype)
	if scope is None:
		return []
	if not scope.filed:
		return [links[0] for links in scope.nodes.values()]
	found = {
		column
		for tree in scope.nodes
		for level in set(_levels(tree, _stood_on(tree, roles)))
		for column in declaration.trees()[tree].read_through(level)
	}
	return [column for column in columns.present(doctype) if column in found]


def _stood_on(tree: str, roles: set[str]) -> set[str]:
	source = declaration.stand_source()
	stand, user = frappe.qb.DocType(source.doctype), frappe.qb.DocType("User")
	today = nowdate()
	rows = (
		frappe.qb.from_(stand)
		.join(user)
		.on(user.name == stand[source.user])
		.select(stand[source.nodes[tree]])
		.distinct()
		.where(stand[source.role].isin(list(roles) or [""]) & (user.enabled == 1))
		.where((stand[source.from_date] <= today) & stand[source.nodes[tree]].isnotnull())
		.where(stand[source.to_date].isnull() | (stand[source.to_date] >= today))
		.run()
	)
	return {node for (node,) in rows if node}


def _levels(tree: str, nodes: set[str]) -> list[str]:
	table = frappe.qb.DocType(tree)
	return [
		level
		for (level,) in frappe.qb.from_(table)
		.select(table.level)
		.where(table.name.isin(list(nodes) or [""]))
		.run()
	]


def _places(tree: declaration.Tree, level: str) -> list[dict]:
	"""Every node of a level with its ancestors."""
	table = frappe.qb.DocType(tree.doctype)
	title = frappe.get_meta(tree.doctype).get_title_field()
	query = (
		frappe.qb.from_(table)
		.select(table.name, table[title].as_("title"), *(table[column] for column in tree.columns))
		.where(table.level == level)
		.orderby(table[title])
	)
	if frappe.get_meta(tree.doctype).has_field("disabled"):
		query = query.where(table.disabled == 0)
	return query.run(as_dict=True)
