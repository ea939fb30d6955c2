"""What no request may say, whichever of the framework's addresses it goes to (hook before_request)."""

import json
import re
from collections.abc import Iterator

import frappe
from frappe import _

from sink_app.access import declaration, levels

# the arguments by which a client chooses records, their order and their groups
FILTERS = ("filters", "or_filters", "current_filters")
NAMES = (
	*("order_by", "sort_by", "group_by", "aggregate_on_field"),
	*("field", "searchfield", "stats", "field_map"),
)
CARDS = {"chart": ("group_by_based_on", "based_on", "filters_json"), "doc": ("aggregate_function_based_on",)}
WORD = re.compile(r"\w+")


class FieldOutOfReach(frappe.PermissionError):
	"""Records were asked for by a field that whoever asks may not read."""


def count_anew():
	"""Count a chart for whoever asks: what is cached was counted for whoever looked first."""
	asked = frappe.local.form_dict
	if "chart" in asked or "chart_name" in asked:
		asked["refresh"] = 1


def search_as_oneself():
	"""Search a DocType that has a condition under it, whatever the client says of permissions."""
	asked = frappe.local.form_dict
	if asked.get("doctype") in frappe.get_hooks("permission_query_conditions"):
		asked.pop("ignore_user_permissions", None)


def check_fields():
	"""Refuse to choose records by fields that whoever asks may not read."""
	if frappe.session.user == "Administrator":
		return
	asked = frappe.local.form_dict
	fields = set(_fields(asked))
	for doctype in _doctypes(asked, fields) if fields else ():
		if named := fields & levels.beyond(doctype):
			label = _(frappe.get_meta(doctype).get_label(min(named)))
			frappe.throw(_("You may not search by «{0}».").format(label), FieldOutOfReach)


def _fields(asked: dict) -> Iterator[str]:
	"""Every word that stands where a request names a field; what it is compared with is not looked at."""
	for key in FILTERS:
		yield from _of_filters(_parsed(asked.get(key)))
	for key in NAMES:
		yield from WORD.findall(str(asked.get(key) or ""))
	for key, options in CARDS.items():
		card = _parsed(asked.get(key))
		for option in options if isinstance(card, dict) else ():
			yield from WORD.findall(str(card.get(option) or ""))


def _of_filters(filters: object) -> Iterator[str]:
	if isinstance(filters, str):
		yield from WORD.findall(filters)
	elif isinstance(filters, dict):
		for field in filters:
			yield from WORD.findall(field)
	elif isinstance(filters, list) and filters and isinstance(filters[0], str):
		# four or more start with a DocType, three with the field
		yield from WORD.findall(str(filters[1] if len(filters) > 3 else filters[0]))
	elif isinstance(filters, list):
		for each in filters:
			yield from _of_filters(each)


def _parsed(value: object) -> object:
	try:
		return json.loads(value) if isinstance(value, str) else value
	except ValueError:
		return value


def _doctypes(asked: dict, fields: set[str]) -> list[str]:
	"""The scoped DocTypes that a request speaks of, and those it reaches through their links."""
	path = frappe.local.request.path
	told = " ".join(str(value) for value in (path, *asked.values()) if isinstance(value, str))
	scoped = declaration.every_scoped_doctype()
	found = [name for name in scoped if name in told]
	for doctype in list(found):
		links = frappe.get_meta(doctype).get_link_fields()
		found += [link.options for link in links if link.fieldname in fields and link.options in scoped]
	return list(dict.fromkeys(found))
