"""Records follow when a node of a tree moves: their columns are written anew from the tree."""

import frappe
from frappe.query_builder.functions import Coalesce, NullIf

from sink_app.access import columns, declaration, stands


def node_changed(doc, method: str | None = None):
	"""Hook of a tree's on_update: after a move, re-file what stands below the node."""
	stands.forget()
	before = doc.get_doc_before_save()
	if not before:
		return
	tree = declaration.trees()[doc.doctype]
	watched = [declaration.scope_of(doc.doctype).nodes[doc.doctype][0], *tree.columns]
	if any(before.get(field) != doc.get(field) for field in watched):
		refile_below(doc.doctype, doc.name)


def refile_below(tree_doctype: str, node: str):
	"""Give every node below, then every record filed at one of them, its ancestors anew. May be run again."""
	tree = declaration.trees()[tree_doctype]
	_refile_nodes(tree, node)
	frappe.clear_document_cache(tree_doctype, node)
	for doctype in declaration.scoped_doctypes():
		fields = declaration.scope_of(doctype).nodes.get(tree_doctype)
		if fields and doctype != tree_doctype:
			_refile_records(doctype, tree, fields, node)


def _refile_nodes(tree: declaration.Tree, node: str):
	parent_field = declaration.scope_of(tree.doctype).nodes[tree.doctype][0]
	top = frappe.db.get_value(tree.doctype, node, ["lft", "rgt", *tree.columns], as_dict=True)
	# acts for itself: the move was allowed, what stands below follows whoever may see it
	below = frappe.get_all(
		tree.doctype,
		filters={"lft": (">", top.lft), "rgt": ("<", top.rgt)},
		fields=["name", "level", f"{parent_field} as parent", *([tree.line.field] if tree.line else [])],
		order_by="lft asc",
	)
	known = {node: top}
	for row in below:
		known[row.name] = tree.place(known[row.parent], row)
		frappe.db.set_value(tree.doctype, row.name, known[row.name], update_modified=False)


def _refile_records(doctype: str, tree: declaration.Tree, fields: list[str], node: str):
	record, place = frappe.qb.DocType(doctype), frappe.qb.DocType(tree.doctype)
	top = frappe.qb.DocType(tree.doctype).as_("top")
	lowest = Coalesce(*[NullIf(record[field], "") for field in fields])
	update = (
		frappe.qb.update(record)
		.join(place)
		.on(place.name == lowest)
		.join(top)
		.on((place.lft >= top.lft) & (place.rgt <= top.rgt))
		.where(top.name == node)
	)
	for column in columns.present(doctype):
		if column in tree.columns and column not in fields:
			update = update.set(record[column], place[column])
	update.run()
