"""Records follow when a node of a tree moves: their columns are written anew from the tree as it is.

The tree's own columns are written within the save, so that whatever is saved from then on files itself at the
new place. Records follow by sets, one UPDATE for many nodes, and only those that stand elsewhere: a set that
is written again changes nothing.

Until it has followed, a record stands at its old place and is read from there; then from the new. It never
carries something of each, so nobody sees more than under one of the two. Meanwhile it is written only by who
reaches both (see query).
"""

import frappe
from frappe.query_builder.custom import ConstantColumn
from frappe.query_builder.functions import Coalesce, Count
from pypika.terms import Criterion

from sink_app.access import columns, declaration, stands

NODES_A_LOOK = 500


def has_moved(doc) -> bool:
	"""Whether a node's save changed its ancestors, its level's column or its second line."""
	before = doc.get_doc_before_save()
	if not before:
		return False
	parent_field = declaration.scope_of(doc.doctype).nodes[doc.doctype][0]
	watched = [parent_field, *declaration.trees()[doc.doctype].columns]
	return any((before.get(field) or None) != (doc.get(field) or None) for field in watched)


def refile_nodes(tree_doctype: str, node: str):
	"""Write the columns of a node and of all below it from the parents; what is right stays untouched."""
	tree = declaration.trees()[tree_doctype]
	places: dict[str, dict] = {}
	changes: dict[tuple, list[str]] = {}
	for row in _subtree(tree, node):
		above = places[row.parent] if row.parent in places else _as_it_is(tree, row.parent)
		place = places[row.name] = tree.place(above, row)
		changed = tuple(
			(column, value) for column, value in place.items() if (row[column] or None) != (value or None)
		)
		if changed:
			changes.setdefault(changed, []).append(row.name)
	table = frappe.qb.DocType(tree_doctype)
	for changed, names in changes.items():
		update = frappe.qb.update(table).where(table.name.isin(names))
		for column, value in changed:
			update = update.set(table[column], value)
		update.run()
	if changes:
		frappe.clear_document_cache(tree_doctype)
		stands.forget()


def paths(tree_doctype: str) -> list[tuple[str, str]]:
	"""Every (DocType, field) by which records are filed in a tree; the tree's own nodes left out."""
	return [
		(doctype, path)
		for doctype in declaration.scoped_doctypes()
		if doctype != tree_doctype
		for path in declaration.scope_of(doctype).nodes.get(tree_doctype, [])
		if columns.present(doctype)
	]


def has_more_than(tree_doctype: str, node: str, most: int) -> bool:
	"""Whether more than so many records are filed below a node; the count stops there."""
	left = most
	for doctype, path in paths(tree_doctype):
		filed = _filed(tree_doctype, node, doctype, path).select(ConstantColumn(1).as_("one")).limit(left + 1)
		left -= frappe.qb.from_(filed.as_("filed")).select(Count("*")).run()[0][0]
		if left < 0:
			return True
	return False


def filed_below(tree_doctype: str, node: str, doctype: str, path: str) -> dict[str, int]:
	"""How many records a path files at which node at or below a node, in order of the nodes' names."""
	table = frappe.qb.DocType(tree_doctype)
	filed = _filed(tree_doctype, node, doctype, path)
	# sorted here: the database's order of letters is not Python's
	return dict(sorted(filed.select(table.name, Count("*")).groupby(table.name).run()))


def refile_below(tree_doctype: str, node: str) -> int:
	"""Re-file everything filed below a node at once; returns how many records were changed."""
	changed = 0
	for doctype, path in paths(tree_doctype):
		names = list(filed_below(tree_doctype, node, doctype, path))
		for position in range(0, len(names), NODES_A_LOOK):
			changed += refile_at(tree_doctype, doctype, path, names[position : position + NODES_A_LOOK])
	return changed


def refile_at(tree_doctype: str, doctype: str, path: str, nodes: list[str]) -> int:
	"""Give the records that a path files at these nodes the nodes' columns; returns how many were changed."""
	field, through, beyond = _steps(doctype, path)
	node = frappe.qb.DocType(tree_doctype)
	places = frappe.qb.from_(node).where(node.name.isin(nodes or [""]))
	if through:
		places = places.join(through).on(through[beyond] == node.name)
	return _write(tree_doctype, doctype, path, field, places.select((through or node).name.as_("at")))


def link_changed(doc, method: str | None = None):
	"""Re-file the records that are filed through a link to a document which changed its place (on_update)."""
	before = doc.get_doc_before_save()
	for tree_doctype in declaration.trees() if before else ():
		for doctype, path in paths(tree_doctype):
			field, dot, beyond = path.partition(".")
			linked = frappe.get_meta(doctype).get_field(field).options if dot else None
			if linked != doc.doctype or before.get(beyond) == doc.get(beyond):
				continue
			node = frappe.qb.DocType(tree_doctype)
			places = frappe.qb.from_(node).where(node.name == doc.get(beyond))
			_write(tree_doctype, doctype, path, field, places.select(ConstantColumn(doc.name).as_("at")))


def _write(tree_doctype: str, doctype: str, path: str, field: str, places) -> int:
	"""One UPDATE: records whose field names a row of `places` (its `at`) take that row's columns."""
	tree, record = declaration.trees()[tree_doctype], frappe.qb.DocType(doctype)
	node = frappe.qb.DocType(tree_doctype)
	kept, following = _own_columns(doctype, tree_doctype, path)
	written = [column for column in columns.present(doctype) if column in tree.columns and column not in kept]
	if not written:
		return 0
	# the alias keeps the columns of the two apart: an UPDATE names what it sets without its table
	place = places.select(*(node[column].as_(f"at_{column}") for column in written)).as_("place")
	update = frappe.qb.update(record).join(place).on(place.at == record[field])
	differs = []
	for column in written:
		value = place[f"at_{column}"]
		if column in following:
			value = Coalesce(value, record[column])
		update = update.set(record[column], value)
		differs.append(Coalesce(record[column], "") != Coalesce(value, ""))
	update.where(Criterion.all([*_passed_over(doctype, tree_doctype, path), Criterion.any(differs)])).run()
	# acts for itself: how many rows the update found standing elsewhere
	changed = frappe.db.sql("select row_count()")[0][0]
	if changed:
		frappe.clear_document_cache(doctype)
	return changed


def _own_columns(doctype: str, tree_doctype: str, path: str) -> tuple[list[str], list[str]]:
	"""Of the fields by which a record is filed: those that stay when this path decides, and those after it,
	which follow (a grid that moved takes its records' community along).
	"""
	fields = declaration.scope_of(doctype).nodes[tree_doctype]
	position = fields.index(path)
	return fields[: position + 1], fields[position + 1 :]


def _passed_over(doctype: str, tree_doctype: str, path: str) -> list[Criterion]:
	"""That none of the fields which go before a path names a node."""
	fields = declaration.scope_of(doctype).nodes[tree_doctype]
	record = frappe.qb.DocType(doctype)
	terms = []
	for before in fields[: fields.index(path)]:
		field, through, beyond = _steps(doctype, before)
		named = record[field]
		if through:
			filled = frappe.qb.from_(through).select(through.name).where(Coalesce(through[beyond], "") != "")
			terms.append(Coalesce(named, "").notin(filled))
		else:
			terms.append(Coalesce(named, "") == "")
	return terms


def _filed(tree_doctype: str, node: str, doctype: str, path: str):
	"""A query over the records that a path files at or below a node, joined with their nodes."""
	field, through, beyond = _steps(doctype, path)
	lft, rgt = frappe.db.get_value(tree_doctype, node, ["lft", "rgt"])
	table, record = frappe.qb.DocType(tree_doctype), frappe.qb.DocType(doctype)
	query = frappe.qb.from_(table)
	if through:
		query = query.join(through).on(through[beyond] == table.name)
	query = query.join(record).on(record[field] == (through or table).name)
	below = (table.lft >= lft) & (table.rgt <= rgt)
	return query.where(Criterion.all([below, *_passed_over(doctype, tree_doctype, path)]))


def _steps(doctype: str, path: str) -> tuple:
	"""(field, table of the linked DocType or None, field of it or None) of a path `field` or `link.field`."""
	field, dot, beyond = path.partition(".")
	if not dot:
		return field, None, None
	return field, frappe.qb.DocType(frappe.get_meta(doctype).get_field(field).options), beyond


def _as_it_is(tree: declaration.Tree, node: str | None) -> dict:
	"""A node's columns, also where another move wrote them after this transaction began."""
	table = frappe.qb.DocType(tree.doctype)
	query = frappe.qb.from_(table).select(*tree.columns).where(table.name == (node or "")).for_update()
	found = query.run(as_dict=True)
	return found[0] if found else {}


def _subtree(tree: declaration.Tree, node: str) -> list[dict]:
	"""A node and all below it, parents first, as they are now: whoever moves one of them waits for us."""
	parent_field = declaration.scope_of(tree.doctype).nodes[tree.doctype][0]
	lft, rgt = frappe.db.get_value(tree.doctype, node, ["lft", "rgt"])
	table = frappe.qb.DocType(tree.doctype)
	line = [table[tree.line.field]] if tree.line and tree.line.field not in tree.columns else []
	return (
		frappe.qb.from_(table)
		.select(table.name, table.level, table[parent_field].as_("parent"), *line)
		.select(*(table[column] for column in tree.columns))
		.where((table.lft >= lft) & (table.rgt <= rgt))
		.orderby(table.lft)
		.for_update()
		.run(as_dict=True)
	)
