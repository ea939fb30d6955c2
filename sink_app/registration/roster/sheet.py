"""A workbook to rows: finds the header under the title and skips what is no entry."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

import frappe
from frappe import _
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from sink_app.registration.roster import cells
from sink_app.registration.roster.columns import BY_KEY, COLUMNS, EXAMPLE_MARKS, NEEDED

HEADER_WITHIN = 30
"""Rows in which the header is looked for."""
KNOWN_TITLES = 3
"""So many known titles make a row the header."""
MOST_BLANK_ROWS = 1000
"""After so many blank rows nothing more is expected: formatted but empty rows go on to Excel's end."""
MOST_BYTES = 300 * 1024 * 1024
"""What a file may unpack to; a roster of 100,000 rows has about 60 MB."""


class RosterUnreadable(frappe.ValidationError):
	"""The file as a whole cannot be taken in; its rows were not looked at."""


@dataclass(frozen=True)
class Row:
	number: int
	"""The row's number in the sheet, as Excel shows it."""
	values: dict[str, str]
	"""What stands in each known column, as the office sees it."""

	def get(self, key: str) -> str:
		"""The text under a column, empty if the sheet has no such column."""
		return self.values.get(key, "")


@dataclass(frozen=True)
class Header:
	row: int
	places: dict[str, int]
	"""{key: number of its column, from 1}"""
	width: int
	"""Number of the last column with a title."""
	unknown: tuple[str, ...] = ()
	"""Titles that mean nothing here."""


@dataclass
class Roster:
	sheet: str
	header: Header
	rows: list[Row] = field(default_factory=list)


def read(content: bytes, further: dict[str, str] | None = None) -> Roster:
	"""The rows of the first sheet that holds a roster.

	further gives titles beyond the paper's own, {title as `cells.title` makes it: key}.
	Raises RosterUnreadable with what to do about it.
	"""
	workbook = _open(content)
	titles = {**_known_titles(), **(further or {})}
	for worksheet in workbook.worksheets:
		if worksheet.sheet_state == "visible" and (header := _find_header(worksheet, titles)):
			roster = Roster(worksheet.title, header, list(_rows(worksheet, header)))
			_fill_merged(content, roster)
			return roster
	frappe.throw(
		_("No row of titles was found. Please use the template: its titles are {0} and so on.").format(
			"、".join(column.title for column in COLUMNS[:5])
		),
		RosterUnreadable,
	)


def _open(content: bytes):
	try:
		unpacked = sum(part.file_size for part in zipfile.ZipFile(io.BytesIO(content)).infolist())
		if unpacked > MOST_BYTES:
			frappe.throw(_("The file is too large. Please split it into several."), RosterUnreadable)
		return load_workbook(io.BytesIO(content), read_only=True, data_only=True)
	except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, OSError) as problem:
		frappe.throw(
			_("The file cannot be read. Please open it in Excel or WPS and save it as .xlsx ({0}).").format(
				frappe.utils.escape_html(str(problem))
			),
			RosterUnreadable,
		)


def _known_titles() -> dict[str, str]:
	return {cells.title(title): column.key for column in COLUMNS for title in (column.title, *column.also)}


def _find_header(worksheet, titles: dict[str, str]) -> Header | None:
	for number, row in enumerate(worksheet.iter_rows(max_row=HEADER_WITHIN), start=1):
		written = {place: cells.text(cell.value) for place, cell in enumerate(row, start=1)}
		found = {place: titles.get(cells.title(title)) for place, title in written.items() if title}
		places: dict[str, int] = {}
		for place, key in found.items():
			if key:
				places.setdefault(key, place)
		if len(places) >= KNOWN_TITLES and "member_name" in places:
			_check_needed(places)
			unknown = tuple(written[place] for place, key in found.items() if not key)
			return Header(number, places, max(found), unknown)
	return None


def _check_needed(places: dict[str, int]):
	missing = [BY_KEY[key].title for key in NEEDED if key not in places]
	if missing:
		frappe.throw(_("The sheet has no column «{0}».").format("», «".join(missing)), RosterUnreadable)


def _rows(worksheet, header: Header) -> Iterator[Row]:
	blank = 0
	first = header.row + 1
	for number, row in enumerate(worksheet.iter_rows(min_row=first), start=first):
		values = {
			key: cells.text(row[place - 1].value, row[place - 1].number_format)
			for key, place in header.places.items()
			if place <= len(row) and row[place - 1].value is not None
		}
		blank = 0 if any(values.values()) else blank + 1
		if blank > MOST_BLANK_ROWS:
			return
		if _is_entry(values):
			yield Row(number, values)


def _is_entry(values: dict[str, str]) -> bool:
	"""Rows with a number only, remarks under the table and the template's example are none."""
	if cells.plain(values.get("number", "")).lower() in EXAMPLE_MARKS:
		return False
	return any(value for key, value in values.items() if key != "number")


def _fill_merged(content: bytes, roster: Roster):
	"""Give every row of a cell merged downwards its value: offices write a branch once for all its members.

	Merged cells are known only after loading the whole workbook: done only where something is missing.
	"""
	wanted = {
		(row.number, place): (row, key)
		for row in roster.rows
		for key, place in roster.header.places.items()
		if not row.get(key)
	}
	if not wanted:
		return
	worksheet = load_workbook(io.BytesIO(content), data_only=True)[roster.sheet]
	for merged in worksheet.merged_cells.ranges:
		if merged.min_row <= roster.header.row or merged.min_row == merged.max_row:
			continue
		top = worksheet.cell(merged.min_row, merged.min_col)
		for number in range(merged.min_row + 1, merged.max_row + 1):
			if (number, merged.min_col) in wanted:
				row, key = wanted[number, merged.min_col]
				row.values[key] = cells.text(top.value, top.number_format)
