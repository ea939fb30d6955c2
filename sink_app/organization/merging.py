"""Two nodes of a tree become one, as when communities are merged: nothing filed at either is lost."""

import frappe
from frappe import _

from sink_app.access import declaration, refile, stands
from sink_app.organization import trees


class NotMergeable(frappe.ValidationError):
	pass


@frappe.whitelist(methods=["POST"])
def merge(doctype: str, node: str, into: str) -> dict:
	"""Let everything below and filed at a node be the other's, and take the node out of choices.

	Both are of one level and the user may write both. Returns how much moved: {"nodes": n, "records": n}.
	The emptied node stays, disabled, for the history that names it.
	"""
	_meta, parent_field = trees.tree(doctype)
	old, new = frappe.get_doc(doctype, node), frappe.get_doc(doctype, into)
	for doc in (old, new):
		doc.check_permission("write")
	_check_fit(old, new)
	nodes = _move_children(old, new, parent_field)
	records = sum(_point_anew(*link, old.name, new.name) for link in _links_to(doctype))
	old.reload()
	old.disabled = 1
	old.save()
	stands.forget()
	refile.refile_below(doctype, new.name)
	old.add_comment("Info", _("Merged into {0}").format(new.get_title()))
	return {"nodes": nodes, "records": records}


def _check_fit(old, new):
	if old.name == new.name:
		frappe.throw(_("Please choose another one to merge into."), NotMergeable)
	if old.level != new.level:
		frappe.throw(_("Only nodes of the same level are merged."), NotMergeable)
	if new.disabled:
		frappe.throw(_("{0} is disabled.").format(new.get_title()), NotMergeable)
	if not old.lft or not old.get(f"parent_{frappe.scrub(old.doctype)}"):
		frappe.throw(_("The topmost node stays."), NotMergeable)


def _move_children(old, new, parent_field: str) -> int:
	# acts for itself: both nodes are the user's to write, what stands below follows
	children = frappe.get_all(old.doctype, filters={parent_field: old.name}, pluck="name", order_by="lft asc")
	for name in children:
		child = frappe.get_doc(old.doctype, name)
		child.set(parent_field, new.name)
		child.save()
	if children and not new.is_group:
		new.reload()
		new.db_set("is_group", 1)
	return len(children)


def _links_to(tree: str) -> list[tuple[str, str]]:
	"""(DocType, field) of every Link to a tree by which records are filed or speak of a node.

	Left out are the columns, which `refile` writes, and the tree's own links.
	"""
	columns = set(declaration.trees()[tree].columns)
	found = []
	for kind, parent in (("DocField", "parent"), ("Custom Field", "dt")):
		# acts for itself: reads what the app's forms are made of
		rows = frappe.get_all(
			kind,
			filters={"fieldtype": "Link", "options": tree},
			fields=[f"{parent} as doctype", "fieldname"],
			order_by="creation asc",
		)
		found += [(row.doctype, row.fieldname) for row in rows]
	return [
		(doctype, field)
		for doctype, field in found
		if doctype != tree and not _is_column(doctype, field, columns)
	]


def _is_column(doctype: str, field: str, columns: set[str]) -> bool:
	scope = declaration.scope_of(doctype)
	filing = {path for paths in scope.nodes.values() for path in paths} if scope else set()
	return field in columns and field not in filing


def _point_anew(doctype: str, field: str, old: str, new: str) -> int:
	meta = frappe.get_meta(doctype)
	if meta.issingle or meta.get("is_virtual"):
		return 0
	table = frappe.qb.DocType(doctype)
	count = frappe.db.count(doctype, {field: old})
	if count:
		frappe.qb.update(table).set(table[field], new).where(table[field] == old).run()
	return count
