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
