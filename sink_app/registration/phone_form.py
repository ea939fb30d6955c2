"""A form for the phone, read from a DocType's meta: what an office changes in the Desk appears by itself."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time

import frappe
from frappe import _
from frappe.utils import cint, cstr, flt, get_time

PAGE_BREAKS = ("Tab Break", "Section Break")
TABLES = ("Table", "Table MultiSelect")
TEXTS = ("Data", "Small Text", "Text", "Long Text", "Select", "Link", "Phone")
# As many choices fit on a phone's page; more are searched for.
CHOICES_SHOWN = 40
HITS_SHOWN = 15

CONVERTERS: dict[str, Callable] = {
	"Check": cint,
	"Int": cint,
	"Float": flt,
	"Currency": flt,
	"Percent": flt,
	"Date": lambda value: date.fromisoformat(value) if value else None,
	"Datetime": lambda value: datetime.fromisoformat(value) if value else None,
	"Time": lambda value: time.fromisoformat(value).isoformat() if value else None,
	**dict.fromkeys(TEXTS, lambda value: cstr(value).strip()),
}
# {(DocType, Link field): filters on what may be chosen}
Limits = dict[tuple[str, str], dict]


class FieldsRefused(frappe.ValidationError):
	"""Values that cannot stand in their fields; the response names the fields."""


def describe(doc, kept: frozenset[str] = frozenset(), limits: Limits | None = None) -> list[dict]:
	"""The sections of a document's form with the fields that the user may fill in.

	Hidden and read-only fields, those of a permission level the user may not write, and `kept` ones are left
	out, and so are Links to a DocType that the user may not read. Labels come in the user's language.
	"""
	sections = [_section(doc.meta.name)]
	for df in doc.meta.fields:
		if df.fieldtype in PAGE_BREAKS:
			sections.append(_section(doc.meta.name, df))
		elif df.fieldname not in kept and _is_filled_in_by_user(doc, df):
			sections[-1]["fields"].append(_describe_field(df, limits or {}))
	return [section for section in sections if section["fields"]]


def fields_of(sections: list[dict]) -> Iterator[dict]:
	"""Every field of the sections."""
	for section in sections:
		yield from section["fields"]


def values(doc, sections: list[dict]) -> dict:
	"""What stands in the fields, as the page wants it: texts, numbers, and lists of rows."""
	return {field["fieldname"]: _value(doc, field) for field in fields_of(sections)}


def titles(doc, sections: list[dict]) -> dict[str, dict[str, str]]:
	"""{DocType: {name: title}} of the linked records that stand in the fields."""
	linked: dict[str, set[str]] = {}
	for field in fields_of(sections):
		holders = doc.get(field["fieldname"]) or [] if "fields" in field else [doc]
		for link in field.get("fields", [field]):
			if link["fieldtype"] == "Link":
				names = {holder.get(link["fieldname"]) for holder in holders} - {None, ""}
				linked.setdefault(link["options"], set()).update(names)
	return {
		doctype: {
			row["value"]: row["label"] for row in choices(doctype, {"name": ("in", list(names))}, len(names))
		}
		for doctype, names in linked.items()
		if names
	}


def put(doc, sections: list[dict], given: dict) -> bool:
	"""Write what the user typed into the sections' fields, into no others; tell whether anything changed.

	Raises FieldsRefused for a value that is not of its field's type.
	"""
	before = values(doc, sections)
	for field in fields_of(sections):
		if field["fieldname"] in given:
			try:
				_put_value(doc, field, given[field["fieldname"]])
			except (TypeError, ValueError, OverflowError):
				message = _("«{0}»: this value cannot be kept here.").format(field["label"])
				refuse([error(doc.doctype, field["fieldname"], message)])
	return values(doc, sections) != before


def empty_required(doc, sections: list[dict]) -> list[dict]:
	"""{doctype, fieldname, message} for every required field that is empty."""
	return [
		error(doc.doctype, field["fieldname"], _("«{0}» is empty. Please fill it in.").format(field["label"]))
		for field in fields_of(sections)
		if field["reqd"] and not doc.get(field["fieldname"])
	]


def error(doctype: str, fieldname: str, message: str) -> dict:
	"""An error as the page shows it: beside its field."""
	return {"doctype": doctype, "fieldname": fieldname, "message": message}


def name_fields(errors: list[dict]):
	"""Tell the page which fields the error that is being raised belongs to."""
	frappe.local.response["field_errors"] = errors


def refuse(errors: list[dict]):
	"""Raise FieldsRefused for errors that belong to fields."""
	name_fields(errors)
	frappe.throw("<br>".join(each["message"] for each in errors), FieldsRefused)


def choices(doctype: str, filters: dict, limit: int, text: str = "") -> list[dict]:
	"""Records a Link may take, as {value, label, hint}; in a tree the hint is the title of the node above."""
	meta = frappe.get_meta(doctype)
	title_field = meta.get_title_field()
	parent_field = meta.get("nsm_parent_field") or f"parent_{frappe.scrub(doctype)}"
	in_tree = meta.is_tree and meta.has_field(parent_field)
	fields = ["name", f"{title_field} as label", *([f"{parent_field} as above"] if in_tree else [])]
	matching = dict.fromkeys(("name", title_field), ("like", f"%{text}%")) if text else None
	rows = frappe.get_list(
		doctype,
		filters=filters,
		or_filters=matching,
		fields=fields,
		order_by="lft asc" if meta.has_field("lft") else "creation asc",
		limit=limit,
	)
	hints = _titles_of(doctype, title_field, {row.above for row in rows}) if in_tree else {}
	return [
		{"value": row.name, "label": _(cstr(row.label)), "hint": _(hints.get(row.get("above")) or "")}
		for row in rows
	]


def find(doctype: str, fieldname: str, text: str, limits: Limits) -> list[dict]:
	"""The records that a Link field of the form may take and whose name or title holds the text."""
	df = frappe.get_meta(doctype).get_field(fieldname)
	if not df or df.fieldtype != "Link":
		frappe.throw(_("There is nothing to choose in this field."), frappe.DoesNotExistError)
	return choices(df.options, _filters(df, limits), HITS_SHOWN, text.strip())


def _section(doctype: str, df=None) -> dict:
	return {
		"fieldname": df.fieldname if df else None,
		"label": _(df.label or "", context=doctype) if df else "",
		"depends_on": df.depends_on if df else None,
		"fields": [],
	}


def _is_filled_in_by_user(doc, df) -> bool:
	if df.hidden or df.read_only or not doc.has_permlevel_access_to(df.fieldname, df, "write"):
		return False
	return df.fieldtype in TABLES or _can_be_shown(df)


def _can_be_shown(df) -> bool:
	if df.fieldtype == "Link":
		return frappe.has_permission(df.options, "read") or frappe.has_permission(df.options, "select")
	return df.fieldtype in CONVERTERS


def _describe_field(df, limits: Limits) -> dict:
	field = {
		"fieldname": df.fieldname,
		"fieldtype": df.fieldtype,
		"label": _(df.label or "", context=df.parent),
		"description": _(df.description or "", context=df.parent),
		"reqd": cint(df.reqd),
		"length": cint(df.length),
		"depends_on": df.depends_on,
		"mandatory_depends_on": df.mandatory_depends_on,
		"options": df.options,
	}
	if df.fieldtype == "Select":
		options = [option.strip() for option in cstr(df.options).split("\n")]
		field["choices"] = [{"value": option, "label": _(option, context=df.parent)} for option in options]
	elif df.fieldtype == "Link":
		field["choices"] = _all_if_few(df, limits)
	elif df.fieldtype in TABLES:
		columns = frappe.get_meta(df.options).fields
		field["fields"] = [
			_describe_field(column, limits)
			for column in columns
			if _can_be_shown(column) and not (column.hidden or column.read_only or column.permlevel)
		]
	return field


def _all_if_few(df, limits: Limits) -> list[dict] | None:
	found = choices(df.options, _filters(df, limits), CHOICES_SHOWN + 1)
	return found if len(found) <= CHOICES_SHOWN else None


def _filters(df, limits: Limits) -> dict:
	filters = dict(limits.get((df.parent, df.fieldname)) or {})
	if frappe.get_meta(df.options).has_field("disabled"):
		filters["disabled"] = 0
	return filters


def _titles_of(doctype: str, title_field: str, names: set) -> dict[str, str]:
	found = frappe.get_list(
		doctype,
		filters={"name": ("in", list(names))},
		fields=["name", f"{title_field} as label"],
		limit=len(names),
	)
	return {row.name: row.label for row in found}


def _value(holder, field: dict):
	value = holder.get(field["fieldname"])
	if "fields" in field:
		columns = field["fields"]
		return [
			{"name": row.name, **{column["fieldname"]: _value(row, column) for column in columns}}
			for row in value or []
		]
	if field["fieldtype"] == "Time":
		return get_time(value).strftime("%H:%M") if value else ""
	if field["fieldtype"] in ("Int", "Float", "Currency", "Percent", "Check"):
		return value or 0
	return cstr(value)


def _put_value(doc, field: dict, value):
	if "fields" in field:
		_put_rows(doc, field, value)
	else:
		doc.set(field["fieldname"], _converted(field, value))


def _put_rows(doc, field: dict, rows: list[dict]):
	"""Replace the rows of a table; a row that was there keeps its name and what the form does not show."""
	known = {row.name: row for row in doc.get(field["fieldname"]) or []}
	doc.set(field["fieldname"], [])
	for given in rows:
		row = doc.append(field["fieldname"], known.pop(given.get("name"), None))
		row.idx = len(doc.get(field["fieldname"]))
		for column in field["fields"]:
			if column["fieldname"] in given:
				row.set(column["fieldname"], _converted(column, given[column["fieldname"]]))


def _converted(field: dict, value):
	if isinstance(value, list | dict):
		raise TypeError(field["fieldname"])
	return CONVERTERS[field["fieldtype"]](value)
