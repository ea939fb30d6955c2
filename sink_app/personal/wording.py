"""What a client asked for, in words that a log can keep."""

import frappe
from frappe import _

from sink_app.personal import texts

WORDS = {"=": "=", "!=": "≠", "like": "like", "not like": "not like", "in": "in", "not in": "not in"}
MOST_CHARACTERS = 2000


def filters(doctype: str | None, asked: object) -> str:
	"""Filters of a list or a report as «label operator value» lines; full numbers come masked."""
	lines = [_line(doctype, each) for each in _each(frappe.parse_json(asked or []))]
	return texts.masked("\n".join(line for line in lines if line))[:MOST_CHARACTERS]


def _each(asked: object) -> list[tuple]:
	"""Every filter as (DocType or None, field, operator, value)."""
	if isinstance(asked, dict):
		return [(None, field, *_operator(value)) for field, value in asked.items()]
	found = []
	for one in asked if isinstance(asked, list) else ():
		if isinstance(one, dict):
			found += _each(one)
		elif isinstance(one, list | tuple) and len(one) > 3:
			found.append(tuple(one[:4]))
		elif isinstance(one, list | tuple) and len(one) == 3:
			found.append((None, *one))
	return found


def _operator(value: object) -> tuple[str, object]:
	if isinstance(value, list | tuple) and len(value) == 2:
		return str(value[0]), value[1]
	return "=", value


def _line(doctype: str | None, one: tuple) -> str:
	kind, field, operator, value = one
	meta = frappe.get_meta(kind or doctype) if (kind or doctype) else None
	df = meta.get_field(field) if meta else None
	label = _(df.label) if df and df.label else str(field)
	values = value if isinstance(value, list | tuple) else [value]
	said = "、".join(_said(df, each) for each in values if each not in (None, ""))
	return f"{label} {WORDS.get(operator, operator)} {said}" if said else ""


def _said(df, value: object) -> str:
	if df and df.fieldtype == "Select":
		return _(str(value))
	if df and df.fieldtype == "Link" and df.options in frappe.get_hooks("access_trees"):
		title = frappe.get_meta(df.options).get_title_field()
		return str(frappe.db.get_value(df.options, str(value), title) or value)
	return str(value)
