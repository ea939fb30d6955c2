"""The lists as Excel, in the paper's columns; one wrong row, and nothing is taken in."""

import io
import zipfile

import frappe
from frappe import _
from frappe.utils import cint, getdate
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from sink_app.organization.wording import site_language
from sink_app.registration.paper_sheets import Paper, Part
from sink_app.registration.roster import cells
from sink_app.service.lists import LISTS, columns

HEADER_WITHIN, KNOWN_TITLES = 15, 3
MOST_ROWS = 2000


class SheetUnreadable(frappe.ValidationError):
	"""The file is no workbook, or holds no list."""


class RowsWrong(frappe.ValidationError):
	"""Rows say what no row may; nothing was taken in."""


@frappe.whitelist(methods=["POST"])
def take_in(doctype: str, name: str, file: str) -> int:
	"""Add the rows of an uploaded sheet to a draft; returns how many. RowsWrong names each wrong row."""
	doc = _list(doctype, name, "write")
	content = frappe.get_doc("File", file)
	content.check_permission("read")
	rows = read(doctype, content.get_content())
	for row in rows:
		doc.append("items", row)
	doc.save()
	return len(rows)


def of_list(doc) -> list[Paper]:
	"""A list as it goes to Excel (hook: paper_sheets)."""
	offered = columns.OF[doc.doctype]
	heads = [_(columns.NUMBER, lang=site_language())]
	heads += [columns.heading(doc.doctype, column.field) for column in offered]
	return [Paper(doc.title, [6, *(column.width for column in offered)], [Part(columns.rows_of(doc), heads)])]


def read(doctype: str, content: bytes) -> list[dict]:
	"""The rows of a sheet as values of the list's rows; a wrong cell is named with its row and column."""
	try:
		sheet = load_workbook(io.BytesIO(content), read_only=True, data_only=True).active
		written = [list(row) for row in sheet.iter_rows(max_row=MOST_ROWS)]
		# a sheet that is cut off silently would be taken for a whole one
		is_longer = any(cell.value for row in sheet.iter_rows(min_row=MOST_ROWS + 1) for cell in row)
	except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, OSError):
		frappe.throw(_("The file cannot be read. Please save it as .xlsx."), SheetUnreadable)
	if is_longer:
		frappe.throw(
			_("The sheet has more than {0} rows. Please take it in as several.").format(MOST_ROWS),
			SheetUnreadable,
		)
	head, places = _header(doctype, written)
	found, wrong = [], []
	for number, row in enumerate(written[head + 1 :], start=head + 2):
		said = {
			field: cells.text(row[place].value).strip() for field, place in places.items() if place < len(row)
		}
		if not any(said.values()):
			continue
		values, faults = _values(doctype, said)
		found.append(values)
		wrong += [_("Row {0}: {1}").format(number, fault) for fault in faults]
	if wrong:
		frappe.throw("<br>".join(wrong[:20]), RowsWrong, title=_("Nothing Was Taken In"))
	if not found:
		frappe.throw(_("The sheet holds no rows."), SheetUnreadable)
	return found


def _list(doctype: str, name: str, right: str):
	if doctype not in LISTS:
		frappe.throw(_("{0} is no yearly list.").format(_(doctype)), SheetUnreadable)
	doc = frappe.get_doc(doctype, name)
	doc.check_permission(right)
	return doc


def _header(doctype: str, written: list) -> tuple[int, dict[str, int]]:
	known = {cells.title(columns.heading(doctype, each.field)): each.field for each in columns.OF[doctype]}
	for number, row in enumerate(written[:HEADER_WITHIN]):
		titles = [cells.title(cells.text(cell.value)) for cell in row]
		places = {known[title]: place for place, title in enumerate(titles) if title in known}
		if len(places) >= KNOWN_TITLES:
			return number, places
	frappe.throw(
		_("No row of titles was found. Please use the sheet that «Download Excel» gives."), SheetUnreadable
	)


def _values(doctype: str, said: dict[str, str]) -> tuple[dict, list[str]]:
	"""(values, faults) of one row."""
	meta = columns.meta_of(doctype)
	values, faults = {}, []
	for field, text in said.items():
		df = meta.get_field(field)
		if df.read_only:
			continue
		if not text:
			if df.reqd:
				faults.append(_("«{0}» is empty.").format(_(df.label)))
			continue
		value = _value(df, text)
		if value is None:
			faults.append(_("«{0}»: «{1}» is not known.").format(_(df.label), frappe.utils.escape_html(text)))
		values[field] = value
	missing = [df for df in meta.get("fields", {"reqd": 1}) if df.fieldname not in said]
	return values, faults + [_("«{0}» is empty.").format(_(df.label)) for df in missing]


def _value(df, text: str):
	"""What a cell's text means in a field; None where it means nothing."""
	if df.fieldtype == "Select":
		options = {_(each, lang=site_language()): each for each in (df.options or "").split("\n") if each}
		return options.get(text) or (text if text in options.values() else None)
	if df.fieldtype == "Check":
		return int(text in (_("Yes", lang=site_language()), "1", "√", "✓"))
	if df.fieldtype == "Int":
		return cint(text) if text.isdecimal() else None
	if df.fieldtype == "Date":
		return _date(text)
	if df.fieldtype == "Link":
		return _named(df, text)
	return text


def _date(text: str):
	try:
		return getdate(text.replace("/", "-").replace(".", "-"))
	except (ValueError, frappe.ValidationError):
		return None


def _named(df, text: str) -> str | None:
	"""The record that a name means, if it means just one that the asker may read."""
	title = columns.TITLES.get(df.fieldname, (None, None))[1]
	if not title:
		return frappe.db.exists(df.options, text)
	found = frappe.get_list(df.options, filters={title: text}, pluck="name", limit=2, order_by="creation asc")
	return found[0] if len(found) == 1 else None
