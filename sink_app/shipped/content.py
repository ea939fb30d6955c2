"""What a record says, in a form in which two versions of it can be compared.

A field that a version does not name counts with its default, so that what Frappe fills in by itself, and
fields that only another Frappe version has, are no difference.
"""

import json
from collections import Counter
from dataclasses import dataclass

import frappe
from frappe.model import no_value_fields
from frappe.utils import cint, cstr, flt

from sink_app.shipped.kinds import KEPT_BY_FRAMEWORK, ROW_KEYS, UNORDERED

TABLES = ("Table", "Table MultiSelect")
_WHOLE = ("Check", "Int")
_DECIMAL = ("Float", "Currency", "Percent")


@dataclass(frozen=True)
class Row:
	"""One row of a table, or one block of a list kept as JSON; `key` is what tells it from the others."""

	key: tuple
	values: dict


def fields_of(doctype: str) -> list:
	"""The fields that count: all that hold a value, but for what names the record and what Frappe keeps."""
	left_out = not_content(doctype)
	return [
		field
		for field in frappe.get_meta(doctype).fields
		if field.fieldname not in left_out
		and (field.fieldtype in TABLES or field.fieldtype not in no_value_fields)
		and not field.get("is_virtual")
	]


def not_content(doctype: str) -> set[str]:
	"""What Frappe keeps, and the field a record is named by: renaming a record is no edit of it."""
	meta = frappe.get_meta(doctype)
	naming = set() if meta.istable else {(meta.autoname or "").removeprefix("field:")}
	return KEPT_BY_FRAMEWORK.get(doctype, set()) | naming


def comparable(doctype: str, content: dict) -> dict:
	"""Every field that counts, by name, with values of one form; tables as lists of dicts."""
	filled = _with_defaults(doctype, content)
	return {field.fieldname: _value(field, filled.get(field.fieldname)) for field in fields_of(doctype)}


def edited_fields(doctype: str, live: dict, *states: dict | None) -> list[str]:
	"""The fields of a live record that say something else than each of the given states of it."""
	now = comparable(doctype, live)
	known = [comparable(doctype, state) for state in states if state]
	return [field for field, value in now.items() if all(state[field] != value for state in known)]


def rows(doctype: str, fieldname: str, value) -> list[Row] | None:
	"""A field's comparable value as rows, or None if it is one value."""
	field = frappe.get_meta(doctype).get_field(fieldname)
	if field.fieldtype in TABLES:
		return _keyed(value, ROW_KEYS.get(field.options))
	if isinstance(value, list) and value and all(isinstance(item, dict) and item.get("id") for item in value):
		return _keyed(value, ("id",))
	return None


def with_row_defaults(doctype: str, values: dict) -> dict:
	"""The values with all defaults in their rows; Frappe fills these in new records only."""
	tables = {field.fieldname: field.options for field in frappe.get_meta(doctype).get_table_fields()}
	return {
		name: [_with_defaults(tables[name], row) for row in value or []] if name in tables else value
		for name, value in values.items()
	}


def storable(doctype: str, values: dict) -> dict:
	"""Comparable values as the fields of a record take them."""
	meta = frappe.get_meta(doctype)
	return {name: _storable(meta.get_field(name), value) for name, value in values.items()}


def _storable(field, value):
	if field.fieldtype in TABLES:
		return [storable(field.options, row) for row in value]
	return json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else value


def _keyed(values: list[dict], keys: tuple | None) -> list[Row]:
	seen: Counter = Counter()
	found = []
	for row in values:
		key = tuple(cstr(row.get(name)) for name in keys or sorted(row))
		seen[key] += 1
		found.append(Row(key if seen[key] == 1 else (*key, seen[key]), row))
	return found


def _with_defaults(doctype: str, content: dict) -> dict:
	defaults = {}
	for field in frappe.get_meta(doctype).fields:
		if field.fieldname not in content and field.fieldtype not in TABLES:
			defaults[field.fieldname] = _default(field)
	return {**defaults, **content}


def _default(field):
	"""As frappe.model.create_new does it, without what depends on who asks."""
	if field.default:
		return None if cstr(field.default).startswith((":", "__")) else field.default
	if field.fieldtype == "Select" and field.options and field.options not in ("[Select]", "Loading..."):
		return field.options.split("\n", 1)[0]
	return None


def _value(field, value):
	if field.fieldtype in TABLES:
		found = [comparable(field.options, _as_dict(row)) for row in value or []]
		if field.options in UNORDERED:
			found.sort(key=lambda row: json.dumps(row, sort_keys=True, default=str))
		return found
	if field.fieldtype in _WHOLE:
		return cint(value)
	if field.fieldtype in _DECIMAL:
		return flt(value)
	return _text(value)


def _as_dict(row) -> dict:
	return row if isinstance(row, dict) else row.as_dict()


def _text(value):
	"""Text with one kind of line ends; a list or an object written as JSON counts by what it holds."""
	if isinstance(value, list | dict):
		return value
	text = cstr(value).replace("\r\n", "\n").strip()
	if text[:1] in ("[", "{"):
		try:
			return json.loads(text)
		except ValueError:
			# a template or a script may begin with a bracket
			return text
	return text
