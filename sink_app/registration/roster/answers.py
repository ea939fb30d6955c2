"""What rules ask of single records, answered from what was read for all records of a set at once."""

from collections.abc import Iterable
from contextlib import contextmanager

import frappe

PLAIN = {"as_dict", "cache", "order_by"}
"""Arguments of `get_value` that an answer does not depend on, or heeds."""


class Answers:
	"""Records read ahead. Within `given`, `frappe.db.get_value` of one of them asks the database nothing.

	Rules, hooks and the conditions of a chain ask it of the records that a new one names; they need not know
	that they run on many. Whatever it is not sure of goes to the database as always.
	"""

	def __init__(self):
		self._rows: dict[tuple[str, str], dict] = {}
		self._holders: dict[tuple[str, str, str], str | None] = {}

	def read(self, doctype: str, names: Iterable[str | None]):
		"""Read records by their names."""
		wanted = [name for name in set(names) if name and (doctype, name) not in self._rows]
		if wanted:
			table = frappe.qb.DocType(doctype)
			rows = frappe.qb.from_(table).select("*").where(table.name.isin(wanted)).run(as_dict=True)
			self._rows.update({(doctype, row.name): row for row in rows})

	def only(self, doctype: str, field: str, holders: dict[str, str | None]):
		"""Know that of each value there is this one record whose field holds it, or none."""
		self._holders.update({(doctype, field, value): name for value, name in holders.items()})

	@contextmanager
	def given(self):
		"""Answer from what was read, until the end."""
		db = frappe.local.db
		ask = db.get_value

		def get_value(doctype, filters=None, fieldname="name", *rest, **more):
			if rest or set(more) - PLAIN:
				return ask(doctype, filters, fieldname, *rest, **more)
			if isinstance(filters, dict) and self._is_none(doctype, filters):
				return None
			row = self._rows.get((doctype, filters)) if isinstance(filters, str) else None
			fields = [fieldname] if isinstance(fieldname, str) else fieldname
			if row is None or not all(field in row for field in fields):
				return ask(doctype, filters, fieldname, **more)
			if more.get("as_dict"):
				return frappe._dict({field: row[field] for field in fields})
			return row[fieldname] if isinstance(fieldname, str) else tuple(row[field] for field in fields)

		db.get_value = get_value
		try:
			yield
		finally:
			del db.get_value

	def _is_none(self, doctype: str, filters: dict) -> bool:
		"""Whether no record can meet the filters: none holds a value, or the one that does is excluded."""
		for field, value in filters.items():
			if isinstance(value, str) and (key := (doctype, field, value)) in self._holders:
				holder = self._holders[key]
				return holder is None or filters.get("name") in (("!=", holder), ["!=", holder])
		return False
