"""Records follow when a node of a tree moves: their columns are written anew from the tree."""

import frappe
from frappe.query_builder.functions import Coalesce

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
	places = _refile_nodes(tree, node)
	for doctype in declaration.scoped_doctypes():
		fields = declaration.scope_of(doctype).nodes.get(tree_doctype)
		if fields and doctype != tree_doctype:
			fields = [field for field in fields if "." not in field]
			for name, place in places.items():
				_refile_records(doctype, fields, name, place)


def _refile_nodes(tree: declaration.Tree, node: str) -> dict[str, dict]:
	"""Write the columns of the nodes below; returns the columns of every node from the moved one down."""
	parent_field = declaration.scope_of(tree.doctype).nodes[tree.doctype][0]
	top = frappe.db.get_value(tree.doctype, node, ["lft", "rgt", *tree.columns], as_dict=True)
	# acts for itself: the move was allowed, what stands below follows whoever may see it
	below = frappe.get_all(
		tree.doctype,
		filters={"lft": (">", top.pop("lft")), "rgt": ("<", top.pop("rgt"))},
		fields=["name", "level", f"{parent_field} as parent", *([tree.line.field] if tree.line else [])],
		order_by="lft asc",
	)
	places = {node: dict(top)}
	for row in below:
		places[row.name] = tree.place(places[row.parent], row)
		frappe.db.set_value(tree.doctype, row.name, places[row.name], update_modified=False)
	return places


def _refile_records(doctype: str, fields: list[str], node: str, place: dict):
	"""Records filed at this very node: the field names it, and no field that goes before it is filled."""
	record = frappe.qb.DocType(doctype)
	present = [column for column in columns.present(doctype) if column in place and column not in fields]
	for position, field in enumerate(fields):
		update = frappe.qb.update(record).where(record[field] == node)
		for lower in fields[:position]:
			update = update.where(Coalesce(record[lower], "") == "")
		for column in present:
			update = update.set(record[column], place[column])
		update.run()
