"""A workbook to rows: finds the header under the title and skips what is no entry."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

import frappe
from frappe import _
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from sink_app.registration.roster import cells, workbook_edit
from sink_app.registration.roster.columns import BY_KEY, COLUMNS, EXAMPLE_MARKS, NEEDED
from sink_app.registration.roster.other_formats import RosterUnreadable, as_xlsx

HEADER_WITHIN = 30
"""Rows in which the header is looked for."""
KNOWN_TITLES = 3
"""So many known titles make a row the header."""
MOST_BLANK_ROWS = 1000
"""After so many blank rows nothing more is expected: formatted but empty rows go on to Excel's end."""
MOST_BYTES = 600 * 1024 * 1024
"""What a file may unpack to; a roster of 100,000 rows has about 100 MB."""


@dataclass(frozen=True)
class Row:
	number: int
	"""The row's number in the sheet, as Excel shows it."""
	values: dict[str, str]
	"""What stands in each known column, as the office sees it."""
	sheet: str = ""
	"""The sheet's title where a workbook has rosters on several."""

	def get(self, key: str) -> str:
		"""The text under a column, empty if the sheet has no such column."""
		return self.values.get(key, "")

	@property
	def place(self) -> str:
		"""Where the row stands, in a sentence."""
		return f"{self.sheet}!{self.number}" if self.sheet else str(self.number)


@dataclass(frozen=True)
class Header:
	row: int
	places: dict[str, int]
	"""{key: number of its column, from 1}"""
	width: int
	"""Number of the last column with a title."""
	titles: dict[int, str]
	"""Every title as it is written, by column."""

	@property
	def unknown(self) -> list[str]:
		"""Titles that mean nothing here."""
		known = set(self.places.values())
		return [title for place, title in self.titles.items() if place not in known]


@dataclass
class Table:
	"""One sheet with a roster."""

	title: str
	part: str
	"""Where the sheet lies in the file."""
	header: Header
	height: int
	"""Rows of the sheet, blank ones and titles too."""
	merged: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
	"""Cells merged downwards, by their first row: (column, last row)."""


class Roster:
	"""The rosters of a workbook, read as a stream; a path or a content, in any format that offices send."""

	def __init__(self, content: bytes, further: dict[str, str] | None = None):
		"""further gives titles beyond the paper's own, {title as `cells.title` makes it: key}.

		Raises RosterUnreadable with what to do about it.
		"""
		self.content = as_xlsx(content)
		self.further = further
		titles = {**_known_titles(), **(further or {})}
		self._workbook = _open(self.content)
		self.tables = [
			table
			for worksheet in self._workbook.worksheets
			if worksheet.sheet_state == "visible" and (table := self._table(worksheet, titles))
		]
		if not self.tables:
			_refuse_without_titles()

	@cached_property
	def height(self) -> int:
		"""How many rows there are at most; counting those that are entries would take as long as reading."""
		return sum(table.height - table.header.row for table in self.tables)

	@property
	def rows(self) -> Iterator[Row]:
		"""Every entry, sheet by sheet."""
		several = len(self.tables) > 1
		for table in self.tables:
			yield from _rows(self._workbook[table.title], table, table.title if several else "")

	@property
	def unknown(self) -> list[str]:
		"""Titles that mean nothing here, each once."""
		return list(dict.fromkeys(title for table in self.tables for title in table.header.unknown))

	def _table(self, worksheet, titles: dict[str, str]) -> Table | None:
		# some programs write a wrong size of the sheet, and what lies outside of it would not be read
		worksheet.reset_dimensions()
		header = _find_header(worksheet, titles)
		if not header:
			return None
		part = worksheet._worksheet_path
		with zipfile.ZipFile(io.BytesIO(self.content)) as archive, archive.open(part) as sheet:
			height, merged = workbook_edit.scan(sheet)
		table = Table(worksheet.title, part, header, height)
		for first_row, column, last_row, _last_column in merged:
			if header.row < first_row < last_row:
				table.merged.setdefault(first_row, []).append((column, last_row))
		return table


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


def _refuse_without_titles():
	frappe.throw(
		_("No row of titles was found. Please use the template: its titles are {0} and so on.").format(
			"、".join(column.title for column in COLUMNS[:5])
		),
		RosterUnreadable,
	)


def _known_titles() -> dict[str, str]:
	return {cells.title(title): column.key for column in COLUMNS for title in (column.title, *column.also)}


def _find_header(worksheet, titles: dict[str, str]) -> Header | None:
	for number, row in enumerate(worksheet.iter_rows(max_row=HEADER_WITHIN), start=1):
		written = {place: cells.text(cell.value) for place, cell in enumerate(row, start=1)}
		written = {place: title for place, title in written.items() if title}
		places: dict[str, int] = {}
		for place, title in written.items():
			if key := titles.get(cells.title(title)):
				places.setdefault(key, place)
		if len(places) >= KNOWN_TITLES and "member_name" in places:
			_check_needed(places)
			return Header(number, places, max(written), written)
	return None


def _check_needed(places: dict[str, int]):
	missing = [BY_KEY[key].title for key in NEEDED if key not in places]
	if missing:
		frappe.throw(_("The sheet has no column «{0}».").format("», «".join(missing)), RosterUnreadable)


def _rows(worksheet, table: Table, sheet: str) -> Iterator[Row]:
	blank = 0
	first = table.header.row + 1
	places = table.header.places
	running: dict[int, tuple[int, dict[str, str]]] = {}
	for number, row in enumerate(worksheet.iter_rows(min_row=first), start=first):
		values = {
			key: cells.text(row[place - 1].value, row[place - 1].number_format)
			for key, place in places.items()
			if place <= len(row) and row[place - 1].value is not None
		}
		blank = 0 if any(values.values()) else blank + 1
		if blank > MOST_BLANK_ROWS:
			return
		running.update((column, (last_row, values)) for column, last_row in table.merged.get(number, ()))
		if _is_entry(values):
			_fill_merged(number, values, places, running)
			yield Row(number, values, sheet)


def _fill_merged(number: int, values: dict[str, str], places: dict[str, int], running: dict):
	"""Give a row of a cell merged downwards its value: offices write a branch once for all its members.

	running has what is merged from above: {column: (last row, the values of its first row)}.
	"""
	for key, place in places.items() if running else ():
		last_row, above = running.get(place, (0, {}))
		if number <= last_row and not values.get(key) and above.get(key):
			values[key] = above[key]


def _is_entry(values: dict[str, str]) -> bool:
	"""Rows with a number only, remarks under the table and the template's example are none."""
	if cells.plain(values.get("number", "")).lower() in EXAMPLE_MARKS:
		return False
	return any(value for key, value in values.items() if key != "number")
