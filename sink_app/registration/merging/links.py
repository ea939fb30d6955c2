"""Everything that names a record: Links, Dynamic Links, attachments, whoever made the field."""

from collections.abc import Iterator
from dataclasses import dataclass

import frappe
from frappe.model.dynamic_links import get_dynamic_links
from frappe.model.rename_doc import get_link_fields

# (DocType, field with the record's DocType, field with its name), where the name's field is no Dynamic Link
NAMED_IN_TEXT = (
	("File", "attached_to_doctype", "attached_to_name"),
	("Notification Log", "document_type", "document_name"),
	("Version", "ref_doctype", "docname"),
)
OWN_HISTORY = ("Version", "Sink Personal Value", "Sink Member Merge")
"""What stays with a merged record: its own history, its numbers, and the account of its merging."""


@dataclass(frozen=True)
class Place:
	"""A field that may name a record."""

	doctype: str
	field: str
	kind_field: str | None = None
	"""The field that says of which DocType the named record is; None for a plain Link."""

	def rows(self, doctype: str, name: str) -> list[str]:
		"""The names of the rows that name a record here."""
		# acts for itself: whatever hangs on the record, whoever may read which
		return frappe.get_all(
			self.doctype, filters=self._filters(doctype, name), pluck="name", limit_page_length=0
		)

	def put(self, doctype: str, name: str, new_name: str):
		"""Have every row that names a record here name another one."""
		frappe.db.set_value(
			self.doctype, self._filters(doctype, name), self.field, new_name, update_modified=False
		)

	def _filters(self, doctype: str, name: str) -> dict:
		return {self.field: name, **({self.kind_field: doctype} if self.kind_field else {})}


def places(doctype: str) -> list[Place]:
	"""Every field that may name a record of a DocType, but its own tables' parents and its own history."""
	found = [Place(row["parent"], row["fieldname"]) for row in get_link_fields(doctype)]
	found += [Place(df.parent, df.fieldname, df.options) for df in get_dynamic_links()]
	found += [Place(holder, name, kind) for holder, kind, name in NAMED_IN_TEXT]
	return [place for place in dict.fromkeys(found) if place.doctype not in OWN_HISTORY and _has_table(place)]


def naming(doctype: str, name: str) -> Iterator[tuple[Place, list[str]]]:
	"""(field, names of rows) for every field that names a record."""
	for place in places(doctype):
		if rows := place.rows(doctype, name):
			yield place, rows


def _has_table(place: Place) -> bool:
	meta = frappe.get_meta(place.doctype)
	is_kept = not (meta.issingle or meta.get("is_virtual")) and frappe.db.table_exists(place.doctype)
	return is_kept and (not place.kind_field or meta.has_field(place.kind_field))
