"""All that is kept about a person, in words: every record of a scoped DocType that speaks of them."""

from collections.abc import Iterator

import frappe
from frappe import _
from frappe.utils import cstr, format_date, format_datetime

from sink_app.access import declaration as places
from sink_app.personal import declaration

LEFT_OUT = ("Section Break", "Column Break", "Tab Break", "HTML", "Button", "Fold", "Heading", "Image")
WRITERS = {
	"Date": format_date,
	"Datetime": lambda value: format_datetime(value, "yyyy-MM-dd HH:mm"),
	"Check": lambda value: _("Yes") if value else "",
}


def records_of(person: str) -> Iterator:
	"""The documents that speak of a person and that whoever asks may read, the person's own record first."""
	person_doctype, _user = places.person_source()
	doctypes = [each for each in places.scoped_doctypes() if places.scope_of(each).person]
	for doctype in sorted(doctypes, key=lambda each: each != person_doctype):
		if not frappe.has_permission(doctype, "read"):
			continue
		filters = {places.scope_of(doctype).person: person}
		names = frappe.get_list(
			doctype, filters=filters, pluck="name", order_by="creation", limit_page_length=0
		)
		for name in names:
			yield frappe.get_doc(doctype, name)


def lines_of(doc) -> list[dict]:
	"""What a record says, field by field, as {fieldname, label, text, is_number}.

	Empty fields are left out, and so are those that whoever asks may not read, and inner ones.
	"""
	doc.apply_fieldlevel_read_permissions()
	numbers = declaration.shown_fields(doc.doctype)
	columns = places.scope_of(doc.doctype)
	inner = {columns.person, *_filed_columns(columns)} if columns else set()
	return [
		{
			"fieldname": field.fieldname,
			"label": _(field.label or "", context=doc.doctype),
			"text": text,
			"is_number": field.fieldname in numbers,
		}
		for field in doc.meta.fields
		if field.fieldtype not in LEFT_OUT
		and not field.hidden
		and field.fieldname not in inner
		and (text := written(field, doc.get(field.fieldname)))
	]


def written(field, value) -> str:
	"""A value as a person reads it."""
	if value in (None, "", 0) and field.fieldtype != "Check":
		return ""
	if field.fieldtype in frappe.model.table_fields:
		return "\n".join(_row(row) for row in value)
	if field.fieldtype == "Link":
		return title_of(field.options, value)
	if field.fieldtype == "Select":
		return _(value)
	return cstr(WRITERS[field.fieldtype](value)) if field.fieldtype in WRITERS else cstr(value)


def title_of(doctype: str, name: str) -> str:
	"""The words by which a linked record is known."""
	title = frappe.get_meta(doctype).get_title_field()
	return _(cstr(frappe.db.get_value(doctype, name, title) or name))


def _row(row) -> str:
	return " ".join(
		text
		for field in row.meta.fields
		if not field.hidden and (text := written(field, row.get(field.fieldname)))
	)


def _filed_columns(scope) -> set[str]:
	"""The columns that the trees fill, which repeat what the links say; not the links themselves."""
	trees = places.trees()
	filled = {column for tree in scope.nodes for column in trees[tree].columns}
	return filled - {field for fields in scope.nodes.values() for field in fields}
