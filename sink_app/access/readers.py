"""Everybody who may read a record, by the reason for which they may: the way back from `explain`."""

from dataclasses import dataclass

import frappe
from frappe import _
from frappe.utils import get_fullname, nowdate

from sink_app.access import declaration, explain, query, stands

AUTOMATIC = ("All", "Guest", "Desk User")
"""Roles that the framework gives without writing them down."""


@dataclass(frozen=True)
class Group:
	"""People who read a record for the same reason."""

	key: str
	kind: str
	sentence: str
	users: list[str]
	stands: dict[str, str]
	"""The record of each one's stand, where it is a stand that lets them in."""


def groups(doc) -> list[Group]:
	"""Who reads a document, those named first who stand nearest; closed accounts are left out."""
	scope = declaration.scope_of(doc.doctype)
	may = explain.reading_roles(doc)
	found = _standing(doc, scope, may) if scope and not scope.open else [_with_role(doc, may)]
	if scope and not scope.open:
		found += [_own(doc, scope, may), _borrowing(doc, found, may)]
	found.append(_shared(doc))
	return [group for group in found if group.users]


def _standing(doc, scope: declaration.Scope, may: set[str]) -> list[Group]:
	place = explain.place_of(doc)
	found = []
	for tree in scope.nodes:
		nodes = _nodes(tree, place)
		rows = _stands_at(tree, list(nodes), stands.roles_with(doc.doctype, "read"))
		allowed = _holders(may, [row.user for row in rows])
		by_place: dict[tuple, dict[str, str]] = {}
		for row in rows:
			if row.user in allowed:
				by_place.setdefault((row.node, row.role), {}).setdefault(row.user, row.name)
		for (node, role), users in sorted(by_place.items(), key=lambda each: list(nodes).index(each[0][0])):
			sentence = nodes[node].format(_(role), explain.title(tree, node))
			found.append(Group(f"{tree}:{node}:{role}", explain.STAND, sentence, sorted(users), users))
	return found


def _nodes(tree_doctype: str, place: dict) -> dict[str, str]:
	"""The nodes on which a stand reads a place, the lowest first, and in what words."""
	tree = declaration.trees()[tree_doctype]
	found = {}
	for column in reversed(tree.columns):
		node = place.get(column)
		level = node and frappe.db.get_value(tree_doctype, node, "level")
		if level and column in tree.read_through(level):
			is_line = tree.line and column == tree.line.column
			found[node] = _("{0} at {1}, which oversees it") if is_line else _("{0} at {1}")
	parent_field = declaration.scope_of(tree_doctype).nodes[tree_doctype][0]
	# acts for itself: who stands on top of all is asked whoever may see the top
	for top in frappe.get_all(tree_doctype, filters={parent_field: ("is", "not set")}, pluck="name"):
		found.setdefault(top, _("{0} at {1}, on top of all"))
	return found


def _stands_at(tree: str, nodes: list[str], roles: set[str]) -> list[dict]:
	"""The stands on these nodes that count today, of open accounts that hold the stand's role."""
	source, today = declaration.stand_source(), nowdate()
	stand, user, held = (frappe.qb.DocType(each) for each in (source.doctype, "User", "Has Role"))
	return (
		frappe.qb.from_(stand)
		.join(user)
		.on((user.name == stand[source.user]) & (user.enabled == 1))
		.join(held)
		.on((held.parent == user.name) & (held.parenttype == "User") & (held.role == stand[source.role]))
		.select(stand.name, stand[source.user].as_("user"), stand[source.role].as_("role"))
		.select(stand[source.nodes[tree]].as_("node"))
		.where(stand[source.nodes[tree]].isin(nodes or [""]) & stand[source.role].isin(list(roles) or [""]))
		.where(stand[source.from_date] <= today)
		.where(stand[source.to_date].isnull() | (stand[source.to_date] >= today))
		.run(as_dict=True)
	)


def _with_role(doc, may: set[str]) -> Group:
	roles = _(", ").join(sorted(_(role) for role in may))
	sentence = _("Whoever has one of these roles, wherever they stand: {0}").format(roles)
	return Group("open", explain.OPEN, sentence, sorted(_holders(may)), {})


def _own(doc, scope: declaration.Scope, may: set[str]) -> Group:
	person_doctype, user_field = declaration.person_source()
	person = explain.place_of(doc).get(scope.person) if scope.person else None
	user = frappe.db.get_value(person_doctype, person, user_field) if person else None
	users = [user] if user and _holders(may, [user]) else []
	return Group("own", explain.OWN, _("Whom the record speaks of"), users, {})


def _borrowing(doc, standing: list[Group], may: set[str]) -> Group:
	"""Who stands in for one of those who are let in by a stand (hook `access_borrowers`)."""
	lenders = {user for group in standing for user in group.stands}
	users = {
		user
		for path in frappe.get_hooks("access_borrowers")
		for user in frappe.get_attr(path)(sorted(lenders), doc.doctype)
		if any(loan.lender in lenders and loan.covers(doc.name) for loan in query.loans(user, doc.doctype))
	}
	return Group("lent", explain.LENT, _("Stands in for one of them"), sorted(_holders(may, list(users))), {})


def _shared(doc) -> Group:
	# acts for itself: who is told of a share is for the doors to decide
	rows = frappe.get_all(
		"DocShare",
		filters={"share_doctype": doc.doctype, "share_name": doc.name, "read": 1},
		fields=["user", "everyone"],
		order_by="creation asc",
	)
	users = _open_accounts() if any(row.everyone for row in rows) else {row.user for row in rows if row.user}
	users &= _open_accounts(list(users))
	return Group("share", explain.SHARE, _("The record was shared with them"), sorted(users), {})


def _holders(roles: set[str], users: list[str] | None = None) -> set[str]:
	"""The open accounts, of those named or of all, that hold one of the roles."""
	if users is not None and not users:
		return set()
	if roles.intersection(AUTOMATIC):
		return _open_accounts(users)
	user, held = frappe.qb.DocType("User"), frappe.qb.DocType("Has Role")
	query = frappe.qb.from_(user).join(held).on((held.parent == user.name) & (held.parenttype == "User"))
	query = query.select(user.name).distinct()
	query = query.where((user.enabled == 1) & held.role.isin(list(roles) or [""]))
	query = query.where(user.name.notin(("Administrator", "Guest")))
	return {row[0] for row in (query.where(user.name.isin(users)) if users is not None else query).run()}


def _open_accounts(users: list[str] | None = None) -> set[str]:
	user = frappe.qb.DocType("User")
	query = frappe.qb.from_(user).select(user.name).where(user.enabled == 1)
	query = query.where(user.name.notin(("Administrator", "Guest")))
	return {
		row[0] for row in (query.where(user.name.isin(users or [""])) if users is not None else query).run()
	}


def named(users: list[str]) -> list[dict]:
	"""Users with their names for people."""
	return [{"user": user, "name": get_fullname(user)} for user in users]
