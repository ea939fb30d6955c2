"""Hooks that name DocTypes nobody could write down: child tables, and what an administrator made in the Desk.

Frappe 15.0 asks a condition hook by the DocType's name and knows no "*". It collects hooks from hooks.py
when a site's cache is empty, with the site connected; a table of this kind then lists what the site has.
"""

import frappe

from sink_app.access import desk_made


class PerDocType(dict):
	"""A hook's table: what was written down, and for every DocType found in the site what `path` says."""

	def __init__(self, declared: dict, scoped: list[str], trees: list[str], path, children: bool = False):
		super().__init__(declared)
		self.scoped, self.trees = scoped, trees
		self.path, self.children = path, children

	def __iter__(self):
		return iter([*super().__iter__(), *(name for name in self._found() if name not in self)])

	def __missing__(self, doctype: str) -> str:
		return self.path(doctype) if callable(self.path) else self.path

	def _found(self) -> list[str]:
		if not getattr(frappe.local, "db", None):
			return []
		made = desk_made.doctypes(self.trees)
		return [*made, *child_tables([*self.scoped, *made])] if self.children else made


class MadeInDesk(list):
	"""A hook's list of the DocTypes that an administrator made with a Link to one of these trees."""

	def __init__(self, trees: list[str]):
		super().__init__()
		self.trees = trees

	def __iter__(self):
		return iter(desk_made.doctypes(self.trees) if getattr(frappe.local, "db", None) else [])


def child_tables(doctypes: list[str]) -> list[str]:
	"""The DocTypes that serve these as tables."""
	found: set[str] = set()
	for holder, parent in (("DocField", "parent"), ("Custom Field", "dt")):
		field = frappe.qb.DocType(holder)
		is_table = field.fieldtype.isin(list(frappe.model.table_fields)) & field[parent].isin(doctypes)
		found.update(row[0] for row in frappe.qb.from_(field).select(field.options).where(is_table).run())
	return sorted(found)
