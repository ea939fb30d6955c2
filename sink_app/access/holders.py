"""Who holds a role where a record stands: the way back from records to people."""

import frappe
from frappe.utils import nowdate

from sink_app.access import columns, declaration, query, stands


def of_role(doc, role: str) -> list[str]:
	"""The open accounts that act with a role on a document: who stands on or above it, or is its person.

	Where the DocType is not scoped, everybody who has the role.
	"""
	scope = declaration.scope_of(doc.doctype)
	if scope is None:
		return _with_role(role)
	if role in frappe.get_hooks("access_own_roles"):
		users = _person_of(doc, scope)
	else:
		place = columns.of(doc)
		users = [
			user
			for tree in scope.nodes
			for user in _standing(role, tree, [*filter(None, place.values()), *columns.tops(tree)])
		]
	return [user for user in dict.fromkeys(users) if role in query.roles_at(doc, user) and _is_open(user)]


def at_level(doc, role: str, tree: str, level: str) -> list[str]:
	"""The open accounts that stand with a role on the very node of a level that a document is filed below."""
	node = node_at(doc, tree, level)
	return [user for user in _standing(role, tree, [node]) if _is_open(user)] if node else []


def node_at(doc, tree: str, level: str) -> str | None:
	"""The node of a level of a tree that a document is filed at or below."""
	scope = declaration.scope_of(doc.doctype)
	declared = declaration.trees().get(tree)
	if not scope or not declared or tree not in scope.nodes or level not in declared.levels:
		return None
	node = columns.of(doc).get(declared.levels[level])
	# two levels may share a column
	return node if node and frappe.get_cached_value(tree, node, "level") == level else None


def named_in(doc, field: str) -> list[str]:
	"""The open account that a field of a document names, itself or through a person."""
	value = doc.get(field)
	if not value or field not in naming_fields(doc.doctype):
		return []
	if doc.meta.get_field(field) is None or doc.meta.get_field(field).options == "User":
		user = value
	else:
		doctype, user_field = declaration.person_source()
		user = frappe.db.get_value(doctype, value, user_field)
	return [user] if user and _is_open(user) else []


def naming_fields(doctype: str) -> list[str]:
	"""The fields of a DocType that name a user, or a person who may have an account."""
	person_doctype, _user_field = declaration.person_source()
	links = frappe.get_meta(doctype).get_link_fields()
	return ["owner", *(field.fieldname for field in links if field.options in ("User", person_doctype))]


def levels(doctype: str) -> dict[str, list[str]]:
	"""The levels that carry a column, by tree, of the trees that a DocType is filed in."""
	scope = declaration.scope_of(doctype)
	trees = declaration.trees()
	return {tree: list(trees[tree].levels) for tree in scope.nodes} if scope else {}


def one_level_up(doc, users: list[str], role: str | None = None) -> list[str]:
	"""Who stands on the next node above where these users stand over a document.

	With a role, only its holders; else whoever stands there in a role that reads such documents.
	"""
	scope = declaration.scope_of(doc.doctype)
	if not scope:
		return []
	roles = [role] if role else sorted(stands.roles_with(doc.doctype, "read"))
	place, found = columns.of(doc), []
	for tree in scope.nodes:
		levels = dict.fromkeys(declaration.trees()[tree].levels.values())
		line = [place[column] for column in levels if place.get(column)]
		above = _above(tree, line, users)
		for each in roles if above else ():
			found += _standing(each, tree, above)
	return [user for user in dict.fromkeys(found) if user not in users and _is_open(user)]


def _above(tree: str, line: list[str], users: list[str]) -> list[str]:
	"""The node of a line (highest first) next above the highest one on which any of the users stands."""
	field = declaration.stand_source().nodes[tree]
	held = {row[field] for row in _stands({declaration.stand_source().user: ("in", users or [""])})}
	for position, node in enumerate(line):
		if node in held:
			return [line[position - 1]] if position else columns.tops(tree)
	return []


def _standing(role: str, tree: str, nodes: list[str]) -> list[str]:
	source = declaration.stand_source()
	rows = _stands({source.role: role, source.nodes[tree]: ("in", nodes or [""])})
	return list(dict.fromkeys(row[source.user] for row in rows))


def _stands(filters: dict) -> list[dict]:
	"""The stands that count today."""
	source, today = declaration.stand_source(), nowdate()
	# acts for itself: the engine asks who is to act, the answer is not shown as a list of stands
	rows = frappe.get_all(
		source.doctype,
		filters={**filters, source.from_date: ("<=", today)},
		fields=[source.user, source.to_date, *source.nodes.values()],
		order_by="creation asc",
	)
	return [row for row in rows if not row[source.to_date] or str(row[source.to_date]) >= today]


def _person_of(doc, scope: declaration.Scope) -> list[str]:
	doctype, user_field = declaration.person_source()
	person = doc.get(scope.person) if scope.person else None
	user = frappe.db.get_value(doctype, person, user_field) if person else None
	return [user] if user else []


def _with_role(role: str) -> list[str]:
	# acts for itself: who has the role is asked to find who must act
	users = frappe.get_all(
		"Has Role", filters={"role": role, "parenttype": "User"}, pluck="parent", order_by="parent asc"
	)
	return [user for user in users if user not in ("Administrator", "Guest") and _is_open(user)]


def _is_open(user: str) -> bool:
	return bool(frappe.get_cached_value("User", user, "enabled"))
