"""Where a user stands, and what the role of each stand may do."""

from dataclasses import dataclass

import frappe
from frappe.utils import getdate, nowdate

from sink_app.access import declaration, memo

CACHE_KEY = "access_stands"


@dataclass(frozen=True)
class Stand:
	role: str
	tree: str
	node: str
	columns: tuple[str, ...]
	"""The columns in which records below carry the node; none where its level has no column."""
	above_all: bool = False
	"""Whether the node is the root of its tree."""


def active(user: str) -> list[Stand]:
	"""The user's stands that count today.

	Kept in the cache until a stand or a tree changes. The dates are compared at every call, so that a stand
	ends on its day without anybody touching it.
	"""
	return memo.once(("stands", user), lambda: _active(user))


def _active(user: str) -> list[Stand]:
	today = getdate(nowdate())
	return [
		Stand(row["role"], row["tree"], row["node"], tuple(row["columns"]), row["above_all"])
		for row in frappe.cache.hget(CACHE_KEY, user, lambda: _load(user))
		if getdate(row["from_date"]) <= today and (not row["to_date"] or today <= getdate(row["to_date"]))
	]


def forget(doc=None, method: str | None = None):
	"""Drop every cached stand: a stand, or a node that stands refer to, has changed."""
	memo.written()
	frappe.cache.delete_value(CACHE_KEY)
	# another request may have filled the cache from before this transaction
	frappe.db.after_commit.add(_forget_cached)


def _forget_cached():
	frappe.cache.delete_value(CACHE_KEY)


def forget_persons(doc=None, method: str | None = None):
	"""Forget which person is whose: a person has changed (on_update, on_trash)."""
	memo.written()


def granting(user: str, doctype: str, ptype: str) -> list[Stand]:
	"""The user's stands whose own role holds the right on the DocType.

	A role that a user holds elsewhere opens nothing here: a grid worker of one community who organizes a
	unit reads as a grid worker in the community and as an organizer in the unit.
	"""
	roles = roles_with(doctype, ptype) & set(frappe.get_roles(user))
	return [stand for stand in active(user) if stand.role in roles]


def roles_with(doctype: str, ptype: str) -> set[str]:
	"""The roles that hold a right on a DocType at permission level 0, an administrator's changes included."""
	rights = ("select", "read") if ptype in ("select", "read") else (ptype,)
	return {
		row.role
		for row in frappe.get_meta(doctype).permissions
		if not row.permlevel and any(row.get(right) for right in rights)
	}


def person_of(user: str) -> str | None:
	"""The person record of a user, or None."""
	return memo.once(("person", user), lambda: _person_of(user))


def _person_of(user: str) -> str | None:
	doctype, user_field = declaration.person_source()
	person = frappe.qb.DocType(doctype)
	found = frappe.qb.from_(person).select(person.name).where(person[user_field] == user).limit(1).run()
	return found[0][0] if found else None


def opens(tree: str, node: str) -> bool:
	"""Whether a stand on a node opens anything: the topmost one does, and each that records are filed at."""
	parent_field = declaration.scope_of(tree).nodes[tree][0]
	level, parent = frappe.db.get_value(tree, node, ["level", parent_field])
	return not parent or bool(declaration.trees()[tree].read_through(level))


def _load(user: str) -> list[dict]:
	source = declaration.stand_source()
	trees = declaration.trees()
	# acts for itself: the engine reads whose stands these are, nobody is shown them
	rows = frappe.get_all(
		source.doctype,
		filters={source.user: user},
		fields=[source.role, source.from_date, source.to_date, *source.nodes.values()],
		order_by="creation",
	)
	found = []
	for row in rows:
		for tree, node_field in source.nodes.items():
			if node := row[node_field]:
				parent_field = declaration.scope_of(tree).nodes[tree][0]
				level, parent = frappe.db.get_value(tree, node, ["level", parent_field]) or (None, node)
				found.append(
					{
						"role": row[source.role],
						"tree": tree,
						"node": node,
						"columns": trees[tree].read_through(level),
						"above_all": not parent,
						"from_date": str(row[source.from_date]),
						"to_date": str(row[source.to_date] or ""),
					}
				)
	return found
