"""The columns that carry a record's ancestors in the trees, filled by the server on every save."""

from collections.abc import Iterable
from functools import partial

import frappe

from sink_app.access import declaration, lines, memo

STATE = "workflow_state"
"""The field in which the framework keeps a record's state, unless an office draws a chain otherwise."""


def of(doc) -> dict[str, str | None]:
	"""The scoped columns that a document's own links give it; the lowest filled link of each tree decides.

	What a client sends in those columns is not looked at.
	"""
	scope = declaration.scope_of(doc.doctype)
	trees = declaration.trees()
	columns: dict[str, str | None] = {}
	for tree_doctype, fields in scope.nodes.items():
		tree = trees[tree_doctype]
		if tree_doctype == doc.doctype:
			columns.update(_of_node(doc, tree, fields[0]))
		else:
			node = next((node for field in fields if (node := _linked(doc, field))), None)
			for column, value in ancestors(tree, node).items():
				columns[column] = columns.get(column) or value
	return columns


def filed(doc) -> dict[str, str | None]:
	"""The columns to write into a document: all but the links that it is filed by.

	A link above the lowest filled one follows it where that one lies in one (a grid lies in one community).
	"""
	found = of(doc)
	for tree_doctype, fields in declaration.scope_of(doc.doctype).nodes.items():
		decides = next((place for place, field in enumerate(fields) if _linked(doc, field)), len(fields))
		for place, field in enumerate(fields if tree_doctype != doc.doctype else fields[:1]):
			if field in found and (place <= decides or not found[field]):
				del found[field]
	return {column: value for column, value in found.items() if doc.meta.has_field(column)}


def ancestors(tree: declaration.Tree, node: str | None) -> dict[str, str | None]:
	"""A node's ancestors by column, the node itself included."""
	if not node:
		return dict.fromkeys(tree.columns)
	found = memo.once(("ancestors", tree.doctype, node), lambda: _read(tree.doctype, node, tree.columns))
	return dict(found or dict.fromkeys(tree.columns))


def read_ahead(tree_doctype: str, nodes: Iterable[str | None]):
	"""Read the ancestors of many nodes at once, so that `ancestors` has them until the transaction ends."""
	tree = declaration.trees()[tree_doctype]
	table = frappe.qb.DocType(tree_doctype)
	wanted = [node for node in set(nodes) if node]
	query = frappe.qb.from_(table).select(table.name, *tree.columns).where(table.name.isin(wanted or [""]))
	for row in query.run(as_dict=True):
		node = row.pop("name")
		memo.once(("ancestors", tree_doctype, node), partial(dict, row))


def tops(tree: str) -> list[str]:
	"""The nodes of a tree that stand above all."""
	levels = list(declaration.trees()[tree].levels)
	# acts for itself: the engine reads where its trees begin
	return frappe.get_all(tree, filters={"level": ("not in", levels)}, pluck="name", order_by="creation asc")


def stored(doctype: str, name: str) -> dict | None:
	"""The columns (and the person) as the database holds them; None where there is no such record."""
	scope = declaration.scope_of(doctype)
	fields = present(doctype)
	if not scope.filed:
		links = [fields[0] for fields in scope.nodes.values()]
		row = _read(doctype, name, ["name", *links])
		return row and of(frappe._dict(row, doctype=doctype))
	if scope.person and scope.person != "name":
		fields = [*fields, scope.person]
	return _read(doctype, name, ["name", *fields])


def present(doctype: str) -> list[str]:
	"""The scoped columns that a DocType has."""
	meta = frappe.get_meta(doctype)
	trees = declaration.trees()
	found = []
	for tree in declaration.scope_of(doctype).nodes:
		found += [column for column in trees[tree].columns if meta.has_field(column) and column not in found]
	return found


def add_indexes(doctype: str):
	"""One index a column, with `modified` behind it: what a scoped list filters and sorts by.

	More on the title, which a link search looks through: below a street or a system there are too many
	records to read each one's title from its row.
	One on each link that files records: by it they are found when its node moves.
	One on the columns of a tree's two lines, with the state of a chain behind them (see lines).
	"""
	title = frappe.get_meta(doctype).title_field
	for column in present(doctype):
		frappe.db.add_index(doctype, [column, "modified"])
		if title and column in _wide():
			frappe.db.add_index(doctype, [column, title])
	for both in lines.columns_of(doctype):
		if set(both) <= set(present(doctype)):
			frappe.db.add_index(doctype, _fields_of_lines(doctype, both))
	for tree, fields in declaration.scope_of(doctype).nodes.items():
		for field in fields if tree != doctype else ():
			if field not in present(doctype) and "." not in field:
				frappe.db.add_index(doctype, [field])
	if title:
		frappe.db.add_index(doctype, [title])


def add_wide_indexes(doctype: str, *fields: str):
	"""One index more a column of the wide levels, with fields behind it: what is chosen there by them.

	Below a street or a system there are too many records to read each one's value from its row.
	"""
	for column in present(doctype):
		if column in _wide():
			frappe.db.add_index(doctype, [column, *fields])


def index_of(column: str) -> str:
	"""The name of the index that finds records by a scope column."""
	return f"{column}_modified_index"


def index_of_lines(doctype: str, both: tuple[str, str]) -> str:
	"""The name of the index that finds records by the columns of both lines of a tree."""
	return frappe.db.get_index_name(_fields_of_lines(doctype, both))


def _fields_of_lines(doctype: str, both: tuple[str, str]) -> list[str]:
	return [*both, STATE] if frappe.get_meta(doctype).has_field(STATE) else [*both]


def _wide() -> set[str]:
	"""The columns of all levels but the lowest two of each tree, where records are few."""
	found: set[str] = set()
	for tree in declaration.trees().values():
		levels = list(dict.fromkeys(tree.levels.values()))
		found.update(levels[:-2], [tree.line.column] if tree.line else [])
	return found


def _read(doctype: str, name: str, fields: list[str]) -> dict | None:
	"""One row; `frappe.db.get_value` parses every field as SQL first, which costs more than the query."""
	table = frappe.qb.DocType(doctype)
	rows = frappe.qb.from_(table).select(*fields).where(table.name == name).run(as_dict=True)
	return rows[0] if rows else None


def _linked(doc, path: str) -> str | None:
	"""The node a field names; `link.field` names the node of a linked record."""
	field, _dot, beyond = path.partition(".")
	value = doc.get(field)
	if not (value and beyond):
		return value
	return frappe.db.get_value(doc.meta.get_field(field).options, value, beyond)


def _of_node(doc, tree: declaration.Tree, parent_field: str) -> dict[str, str | None]:
	return tree.place(ancestors(tree, doc.get(parent_field)), doc)
