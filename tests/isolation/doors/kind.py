"""What the doors must know of a DocType, read once: they are asked from threads that know no site."""

import json
from dataclasses import dataclass

import frappe

TO_READ = ("Data", "Small Text", "Text", "Link", "Select")


@dataclass(frozen=True)
class Kind:
	"""One DocType."""

	name: str
	parent: str | None
	"""The DocType whose table it is."""
	is_tree: bool
	fields: dict[str, str]
	"""{field: its type}"""
	texts: tuple[str, ...]
	"""All fields that hold something to read, whatever their level."""
	beyond: tuple[str, ...]
	"""Fields of linked records, as `link.field as link_field`."""

	@property
	def child(self) -> dict:
		"""What list doors ask for a table: its parent."""
		return {"parent": self.parent} if self.parent else {}

	def qualified(self, *fields: str) -> str:
		return json.dumps([f"`tab{self.name}`.`{field}`" for field in fields])

	def first(self, *types: str) -> str | None:
		"""The first field of one of the types."""
		return next((field for field, kind in self.fields.items() if kind in types), None)

	def has(self, *fields: str) -> bool:
		return all(field in self.fields for field in fields)


def kind_of(doctype: str) -> Kind:
	meta = frappe.get_meta(doctype)
	tables = ("in", frappe.model.table_fields)
	holder = {"options": doctype, "fieldtype": tables}
	return Kind(
		doctype,
		frappe.db.get_value("DocField", holder, "parent") if meta.istable else None,
		bool(meta.is_tree),
		{each.fieldname: each.fieldtype for each in meta.fields},
		_texts(meta),
		_beyond(meta),
	)


def _texts(meta) -> tuple[str, ...]:
	return ("name", *(each.fieldname for each in meta.fields if each.fieldtype in TO_READ))


def _beyond(meta) -> tuple[str, ...]:
	found = []
	for each in meta.get_link_fields():
		if each.options.startswith("Sink "):
			field = each.fieldname
			for beyond in _texts(frappe.get_meta(each.options))[1:6]:
				found.append(f"{field}.{beyond} as {field}_{beyond}")
	return tuple(found[:30])
