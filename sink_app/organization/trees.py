"""The two trees on the screen: children by index, the way to a node, and numbering anew in one go."""

import frappe
from frappe import _

from sink_app.access import declaration

CHUNK = 1000


class NotATree(frappe.ValidationError):
	pass


@frappe.whitelist()
def get_children(doctype: str, parent: str = "", is_root: bool | str = False) -> list[dict]:
	"""The nodes below a node, in the tree's order; the topmost where no parent is named.

	Frappe's own asks `ifnull(parent, '')`, which reads the whole table for every node that is opened.
	"""
	meta, parent_field = tree(doctype)
	return frappe.get_list(
		doctype,
		fields=[
			"name as value",
			f"{meta.title_field} as title",
			"is_group as expandable",
			"level",
			"disabled",
		],
		filters={parent_field: parent or ("is", "not set")},
		order_by="lft asc",
		limit_page_length=0,
	)


@frappe.whitelist()
def path_to(doctype: str, node: str) -> list[str]:
	"""The names of a node's ancestors, topmost first, and its own."""
	tree(doctype)
	edge = frappe.get_list(doctype, filters={"name": node}, fields=["lft", "rgt"], order_by="lft asc")
	if not edge:
		raise frappe.DoesNotExistError
	return frappe.get_list(
		doctype,
		filters={"lft": ("<=", edge[0].lft), "rgt": (">=", edge[0].rgt)},
		pluck="name",
		order_by="lft asc",
		limit_page_length=0,
	)


def keep_place(doc):
	"""Take a node's numbers from the database, whatever was sent.

	Whoever added a node below since the form was opened changed them, and not the time of its last change.
	"""
	if not doc.is_new():
		doc.lft, doc.rgt = frappe.db.get_value(doc.doctype, doc.name, ["lft", "rgt"], for_update=True)


@frappe.whitelist(methods=["POST"])
def rebuild(doctype: str, parent_field: str | None = None):
	"""Number a tree anew from its parents: one read, one pass, and only rows that change are written.

	Frappe's own reads and writes node by node. Raises PermissionError but for system managers.
	"""
	if "System Manager" not in frappe.get_roles():
		raise frappe.PermissionError
	tree(doctype)
	number(doctype)


def number(doctype: str) -> int:
	"""The same for code; returns how many nodes were written."""
	_meta, parent_field = tree(doctype)
	table = frappe.qb.DocType(doctype)
	rows = (
		frappe.qb.from_(table)
		.select(table.name, table[parent_field].as_("parent"), table.lft, table.rgt)
		.orderby(table.lft, table.name)
		.run(as_dict=True)
	)
	edges = _edges(rows)
	changed = [(row.name, *edges[row.name]) for row in rows if edges[row.name] != (row.lft, row.rgt)]
	for start in range(0, len(changed), CHUNK):
		_write(table, changed[start : start + CHUNK])
	return len(changed)


def _edges(rows: list[frappe._dict]) -> dict[str, tuple[int, int]]:
	"""(left, right) of every node, in the order in which its siblings stand; without recursion."""
	names = {row.name for row in rows}
	children: dict[str, list[str]] = {}
	for row in rows:
		children.setdefault(row.parent if row.parent in names else "", []).append(row.name)
	found: dict[str, tuple[int, int]] = {}
	left: dict[str, int] = {}
	free, waiting = 1, list(reversed(children.get("", [])))
	while waiting:
		name = waiting[-1]
		if name in left:
			waiting.pop()
			found[name] = (left[name], free)
		else:
			left[name] = free
			waiting += reversed(children.get(name, []))
		free += 1
	return found


def _write(table, chunk: list[tuple[str, int, int]]):
	lefts, rights = frappe.qb.terms.Case(), frappe.qb.terms.Case()
	for name, left, right in chunk:
		lefts = lefts.when(table.name == name, left)
		rights = rights.when(table.name == name, right)
	frappe.qb.update(table).set(table.lft, lefts).set(table.rgt, rights).where(
		table.name.isin([row[0] for row in chunk])
	).run()


def tree(doctype: str) -> tuple:
	"""(meta, its field with the parent) of one of the app's trees."""
	if doctype not in declaration.trees():
		frappe.throw(_("{0} is no tree of this app.").format(_(doctype)), NotATree)
	return frappe.get_meta(doctype), declaration.scope_of(doctype).nodes[doctype][0]
