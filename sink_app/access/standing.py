"""Where a user stands, asked of a whole table: the columns and values by which records are in reach."""

import frappe

from sink_app.access import columns, declaration, memo, stands


def of(doctype: str, user: str, roles: set[str]) -> dict[str, list[str]] | None:
	"""Where a user stands with one of the roles: {column: its values}, any of which is enough.

	The question of `query.roles_at` for all records at once. None where all are in reach, {} where none is.
	"""
	held = roles & set(frappe.get_roles(user))
	scope = declaration.scope_of(doctype)
	if not held:
		return {}
	if user == "Administrator" or scope is None:
		return None
	at = [stand for stand in stands.active(user) if stand.role in held]
	if any(stand.above_all and stand.tree in scope.nodes for stand in at):
		return None
	own = speaking_of(doctype, user) if held.intersection(frappe.get_hooks("access_own_roles")) else {}
	return {**by_column(doctype, at), **own}


def speaking_of(doctype: str, user: str) -> dict[str, list[str]]:
	"""The column and value by which records are about the user; {} where none can be."""
	scope = declaration.scope_of(doctype)
	person = stands.person_of(user) if scope and scope.person else None
	return {scope.person: [person]} if person else {}


def named_in(doctype: str, field: str, user: str) -> str | None:
	"""The value by which a field of the DocType names a user, or the person the user is."""
	link = frappe.get_meta(doctype).get_field(field)
	return user if link is None or link.options == "User" else stands.person_of(user)


def by_column(doctype: str, held: list[stands.Stand]) -> dict[str, list[str]]:
	"""The nodes of stands, by the columns in which the DocType's records carry them."""
	scope = declaration.scope_of(doctype)
	present = set(columns.present(doctype))
	found: dict[str, list[str]] = {}
	for stand in held:
		for column in present.intersection(stand.columns) if stand.tree in scope.nodes else ():
			if _leads_somewhere(stand, column):
				found.setdefault(column, []).append(stand.node)
	return found


def _leads_somewhere(stand: stands.Stand, column: str) -> bool:
	"""Whether records may carry a stand's node in a column: in that of a second line, if a node names it.

	Two columns joined by «or» are read in full and sorted, one is read in the order of its index.
	"""
	line = declaration.trees()[stand.tree].line
	if not line or column != line.column:
		return True
	key = ("line", stand.tree, stand.node)
	return memo.once(key, lambda: bool(frappe.db.exists(stand.tree, {line.column: stand.node})))
