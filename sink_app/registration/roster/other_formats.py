"""Rosters that are no .xlsx file: a .csv or an old .xls becomes one, and goes on as one."""

import codecs
import csv
import io
from collections.abc import Iterable

import frappe
import xlrd
from frappe import _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

ENDINGS = (".xlsx", ".xls", ".csv")
ZIP = b"PK"
OLE = b"\xd0\xcf\x11\xe0"
"""The first bytes of an .xls file, and of an .xlsx file that a password protects."""
ENCODINGS = ("utf-8-sig", "gb18030")
DELIMITERS = ",\t;|，"
CSV_SHEET = "CSV"


class RosterUnreadable(frappe.ValidationError):
	"""The file as a whole cannot be taken in; its rows were not looked at."""


def as_xlsx(content: bytes) -> bytes:
	"""The roster as an .xlsx file, whatever its ending says it is. Raises RosterUnreadable."""
	if content.startswith(ZIP):
		return content
	if content.startswith(OLE):
		return _from_xls(content)
	return _from_csv(content)


def _from_csv(content: bytes) -> bytes:
	text = _decoded(content)
	first = next((line for line in text.splitlines() if line.strip()), "")
	if "\x00" in text or first.lstrip().startswith("<"):
		frappe.throw(
			_("The file is no table. Please open it in Excel or WPS and save it as .xlsx."), RosterUnreadable
		)
	delimiter = max(DELIMITERS, key=text[:10_000].count)
	rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
	return written([(CSV_SHEET, ([(value.lstrip("\t="), "@") for value in row] for row in rows), [])])


def _decoded(content: bytes) -> str:
	"""Text in UTF-8, UTF-16 or GBK: Excel in Chinese writes the last."""
	if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
		return content.decode("utf-16")
	for encoding in ENCODINGS:
		try:
			return content.decode(encoding)
		except UnicodeDecodeError:
			continue
	frappe.throw(
		_("The file's characters cannot be read. Please save it in Excel or WPS as .xlsx."), RosterUnreadable
	)


def _from_xls(content: bytes) -> bytes:
	try:
		book = xlrd.open_workbook(file_contents=content, formatting_info=True)
	except Exception as problem:
		# xlrd meets a broken file with errors of any kind
		frappe.throw(
			_(
				"The file cannot be read. Please open it in Excel or WPS, "
				"take off its password if it has one, "
				"and save it as .xlsx ({0})."
			).format(frappe.utils.escape_html(str(problem))),
			RosterUnreadable,
		)
	visible = [sheet for sheet in book.sheets() if not sheet.visibility]
	return written([(sheet.name, _xls_rows(book, sheet), sheet.merged_cells) for sheet in visible])


def _xls_rows(book, sheet) -> Iterable[list[tuple]]:
	for number in range(sheet.nrows):
		yield [_xls_cell(book, cell) for cell in sheet.row(number)]


def _xls_cell(book, cell) -> tuple:
	"""(value, number format)"""
	if cell.ctype == xlrd.XL_CELL_DATE:
		try:
			return xlrd.xldate_as_datetime(cell.value, book.datemode), "yyyy-mm-dd"
		except ValueError:
			return cell.value, "General"
	if cell.ctype in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK, xlrd.XL_CELL_ERROR):
		return None, "General"
	if cell.ctype == xlrd.XL_CELL_BOOLEAN:
		return bool(cell.value), "General"
	shown = book.format_map.get(book.xf_list[cell.xf_index].format_key)
	return cell.value, shown.format_str if shown else "General"


def written(sheets: Iterable[tuple[str, Iterable[list[tuple]], list[tuple]]]) -> bytes:
	"""An .xlsx file of sheets as (title, rows of (value, number format), merged cells as xlrd gives them)."""
	made = Workbook(write_only=True)
	for title, rows, merged in sheets:
		worksheet = made.create_sheet(title)
		for first_row, last_row, first_column, last_column in merged:
			worksheet.merged_cells.add(_range(first_row, last_row, first_column, last_column))
		for row in rows:
			worksheet.append([_cell(worksheet, value, number_format) for value, number_format in row])
	stream = io.BytesIO()
	made.save(stream)
	return stream.getvalue()


def _range(first_row: int, last_row: int, first_column: int, last_column: int) -> str:
	from openpyxl.utils import get_column_letter

	return f"{get_column_letter(first_column + 1)}{first_row + 1}:{get_column_letter(last_column)}{last_row}"


def _cell(worksheet, value, number_format: str):
	cell = WriteOnlyCell(worksheet, value=value)
	cell.number_format = number_format
	return cell
