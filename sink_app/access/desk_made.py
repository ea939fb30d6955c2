"""DocTypes that an administrator made in the Desk: scoped by their first Link to each tree, without code.

They have no columns for their ancestors. Their condition asks the tree, whose nodes have them.
"""

import frappe

from sink_app.access import memo


def scope(doctype: str, trees: list[str]) -> dict[str, list[str]]:
	"""{tree: [link field]} of a DocType made in the Desk; empty of one without, or that an app ships."""
	return memo.once(("desk made", doctype), lambda: _scope(doctype, trees))


def doctypes(trees: list[str]) -> list[str]:
	"""Every DocType made in the Desk that has a Link to a tree, by a field of its own or a Custom Field."""
	if not trees:
		return []
	linking: set[str] = set()
	for holder, parent in (("DocField", "parent"), ("Custom Field", "dt")):
		field = frappe.qb.DocType(holder)
		query = frappe.qb.from_(field).select(field[parent]).distinct()
		rows = query.where((field.fieldtype == "Link") & field.options.isin(trees)).run()
		linking.update(row[0] for row in rows)
	made = frappe.qb.DocType("DocType")
	query = frappe.qb.from_(made).select(made.name).where((made.custom == 1) & (made.istable == 0))
	return [row[0] for row in query.run() if row[0] in linking]


def changed(doc, method: str | None = None):
	"""Have the hooks read anew after a form was drawn or changed (on_update of DocType and Custom Field)."""
	memo.written()
	_forget_hooks()
	# another request may have read them from before this transaction
	frappe.db.after_commit.add(_forget_hooks)


def _forget_hooks():
	frappe.cache.delete_value("app_hooks")


def _scope(doctype: str, trees: list[str]) -> dict[str, list[str]]:
	meta = frappe.get_meta(doctype)
	links: dict[str, list[str]] = {}
	if meta.custom and not (meta.istable or meta.issingle):
		for field in meta.get_link_fields():
			if field.options in trees:
				links.setdefault(field.options, [field.fieldname])
	return links
