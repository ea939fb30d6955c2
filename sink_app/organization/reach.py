"""Which nodes of the open trees a user answers for: reports speak of those, though all may be looked up."""

import frappe
from pypika import Criterion

from sink_app.access import standing, stands


def within(table, doctype: str, user: str | None = None) -> Criterion | None:
	"""The criterion for nodes on or below where a user stands; None where all are.

	table is `frappe.qb.DocType(doctype)` of a tree, for which any reading role counts.
	"""
	user = user or frappe.session.user
	places = standing.of(doctype, user, stands.roles_with(doctype, "read"))
	if places is None:
		return None
	return Criterion.any(
		[table[column].isin(nodes) for column, nodes in places.items()] or [table.name == ""]
	)


def require(doctype: str):
	"""Refuse who may not read a DocType at all."""
	if not frappe.has_permission(doctype):
		raise frappe.PermissionError


def narrowed(query, table, doctype: str):
	"""The query, for the nodes that whoever asks answers for."""
	criterion = within(table, doctype)
	return query if criterion is None else query.where(criterion)


def units(filters: dict) -> list[frappe._dict]:
	"""{unit, title} of the units that whoever asks answers for, of one «system» if the report says so."""
	table = frappe.qb.DocType("Sink Organization")
	found = frappe.qb.from_(table).select(table.name.as_("unit"), table.org_name.as_("title"))
	found = found.where((table.level == "Unit") & (table.disabled == 0))
	if system := filters.get("system"):
		found = found.where((table.system == system) | (table.overseer == system))
	return narrowed(found, table, "Sink Organization").orderby(table.lft).run(as_dict=True)
