"""Cells written into a sheet of an .xlsx file where it lies; all else in the file stays byte for byte.

Works through the sheet as a stream: a roster of 100,000 rows needs no more memory than one of a hundred.
"""

import re
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import BinaryIO

from openpyxl.utils import column_index_from_string, get_column_letter

from sink_app.registration.roster.workbook_styles import PATH as STYLES
from sink_app.registration.roster.workbook_styles import Styles

BLOCK = 1 << 20
ROW = re.compile(rb"<(?:\w+:)?row\b[^>]*?(?:/>|>.*?</(?:\w+:)?row>)", re.S)
CELL = re.compile(rb"<(?:\w+:)?c\b[^>]*?(?:/>|>.*?</(?:\w+:)?c>)", re.S)
ROWS_BEGIN = re.compile(rb"<((?:\w+:)?)sheetData\b[^>]*>")
ROWS_END = re.compile(rb"</(?:\w+:)?sheetData>")
MERGED = re.compile(rb"<(?:\w+:)?mergeCell\b[^>]*?ref=\"([A-Z]+)(\d+):([A-Z]+)(\d+)\"")
DIMENSION = re.compile(rb"<(?:\w+:)?dimension\b[^>]*?(?:/>|>\s*</(?:\w+:)?dimension>)")
COLUMNS = re.compile(rb"<((?:\w+:)?)cols>(.*?)</(?:\w+:)?cols>", re.S)
COLUMN = re.compile(rb"<(?:\w+:)?col\b[^>]*?/>")
SPANS = re.compile(rb"\sspans=\"[^\"]*\"")
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class NotEditable(ValueError):
	"""A file of a make that this module does not know."""


@dataclass
class Written:
	"""What is to be put into one row: (text, style) by column, and (old style -> new style) by column."""

	texts: dict[int, tuple[str, int]] = field(default_factory=dict)
	restyled: dict[int, Callable[[int], int]] = field(default_factory=dict)


def edit(
	source: BinaryIO,
	target: BinaryIO,
	sheets: dict[str, Callable[[int], Written | None]],
	widths: dict[str, dict[int, int]],
	styles: Styles,
):
	"""Copy a workbook, writing into some of its sheets.

	sheets says what goes into the row of a number, by the sheet's part in the file; widths gives columns
	(from 1) their width in characters. Raises NotEditable.
	"""
	with (
		zipfile.ZipFile(source) as old,
		zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as new,
	):
		for part in old.infolist():
			if part.filename == STYLES:
				continue
			with old.open(part) as given, new.open(part.filename, "w", force_zip64=True) as taken:
				if part.filename in sheets:
					_edit_sheet(given, taken, sheets[part.filename], widths[part.filename])
				else:
					while block := given.read(BLOCK):
						taken.write(block)
		# last, for styles are added while the rows are written
		new.writestr(STYLES, styles.content())


def scan(given: BinaryIO) -> tuple[int, list[tuple[int, int, int, int]]]:
	"""(how many rows a sheet has, its merged cells as (first row, first column, last row, last column))."""
	rows, merged, rest = 0, [], b""
	while block := given.read(BLOCK):
		text = rest + block
		cut = text.rfind(b">") + 1
		text, rest = text[:cut], text[cut:]
		rows += text.count(b"<row ") + text.count(b":row ")
		for left, top, right, bottom in MERGED.findall(text) if b"mergeCell" in text else ():
			corners = (int(top), column_number(left), int(bottom), column_number(right))
			merged.append(corners)
	return rows, merged


def column_number(letters: bytes) -> int:
	"""`A` is 1."""
	return column_index_from_string(letters.decode())


def _edit_sheet(
	given: BinaryIO, taken: BinaryIO, written: Callable[[int], Written | None], widths: dict[int, int]
):
	text = given.read(BLOCK)
	while not (begin := ROWS_BEGIN.search(text)):
		block = given.read(BLOCK)
		if not block or text.startswith((b"\xff\xfe", b"\xfe\xff")):
			raise NotEditable("no rows")
		text += block
	taken.write(_head(text[: begin.start()], begin[1], widths) + begin[0])
	_edit_rows(given, taken, text[begin.end() :], begin[1], written)


def _edit_rows(
	given: BinaryIO, taken: BinaryIO, text: bytes, prefix: bytes, written: Callable[[int], Written | None]
):
	last = 0
	while True:
		done = 0
		for found in ROW.finditer(text):
			taken.write(text[done : found.start()])
			number = _number(found[0]) or last + 1
			entry = written(number)
			taken.write(_row(found[0], number, entry, prefix) if entry else found[0])
			done, last = found.end(), number
		text = text[done:]
		if ROWS_END.search(text) or not (block := given.read(BLOCK)):
			break
		text += block
	while text:
		taken.write(text)
		text = given.read(BLOCK)


def _number(row: bytes) -> int | None:
	found = re.match(rb"<[^>]*?\sr=\"(\d+)\"", row)
	return int(found[1]) if found else None


def _row(row: bytes, number: int, entry: Written, prefix: bytes) -> bytes:
	"""A row with the cells of an entry, in the order of their columns."""
	cells = _cells(row)
	for column, restyle in entry.restyled.items():
		old = cells.get(column, b"<%bc/>" % prefix)
		before = _style(old)
		if (after := restyle(before)) != before:
			cells[column] = _with_style(old, column, number, after)
	for column, (text, style) in entry.texts.items():
		cells[column] = _text_cell(text, column, number, style, prefix)
	opening = SPANS.sub(b"", row[: row.index(b">") + 1]).replace(b"/>", b">")
	return b"%b%b</%brow>" % (opening, b"".join(cells[column] for column in sorted(cells)), prefix)


def _cells(row: bytes) -> dict[int, bytes]:
	"""The cells of a row by column; one that does not say where it stands follows the one before."""
	found: dict[int, bytes] = {}
	column = 0
	for cell in CELL.findall(row):
		place = re.match(rb"<[^>]*?\sr=\"([A-Z]+)(\d+)\"", cell)
		column = column_number(place[1]) if place else column + 1
		found[column] = cell
	return found


def _style(cell: bytes) -> int:
	found = re.match(rb"<[^>]*?\ss=\"(\d+)\"", cell)
	return int(found[1]) if found else 0


def _with_style(cell: bytes, column: int, number: int, style: int) -> bytes:
	name, rest = re.match(rb"<((?:\w+:)?c)\b(.*)", cell, re.S).groups()
	opening, close, body = re.match(rb"([^>]*?)(/?>)(.*)", rest, re.S).groups()
	kept = re.sub(rb"\s[sr]=\"[^\"]*\"", b"", opening)
	place = f"{get_column_letter(column)}{number}".encode()
	return b'<%b r="%b" s="%d"%b%b%b' % (name, place, style, kept.rstrip(), close, body)


def _text_cell(text: str, column: int, number: int, style: int, prefix: bytes) -> bytes:
	place = f"{get_column_letter(column)}{number}".encode()
	p = prefix
	return b'<%bc r="%b" s="%d" t="inlineStr"><%bis><%bt xml:space="preserve">%b</%bt></%bis></%bc>' % (
		*(p, place, style, p, p, escaped(text), p, p, p),
	)


def escaped(text: str) -> bytes:
	"""A text as it stands in XML."""
	plain = UNPRINTABLE.sub("", text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
	return plain.encode()


def _head(head: bytes, prefix: bytes, widths: dict[int, int]) -> bytes:
	"""What stands before the rows, with the columns' widths and without the old size of the sheet."""
	head = DIMENSION.sub(b"", head)
	known = COLUMNS.search(head)
	columns = [
		*(
			piece
			for column in COLUMN.findall(known[2] if known else b"")
			for piece in _beside(column, widths)
		),
		*(
			(place, b'<%bcol min="%d" max="%d" width="%d" customWidth="1"/>' % (prefix, place, place, width))
			for place, width in widths.items()
		),
	]
	made = b"<%bcols>%b</%bcols>" % (prefix, b"".join(text for _place, text in sorted(columns)), prefix)
	return head[: known.start()] + made + head[known.end() :] if known else head + made


def _beside(column: bytes, widths: Iterable[int]) -> list[tuple[int, bytes]]:
	"""A `col` without the columns that are given a width of their own, as (first column, text)."""
	low, high = (int(re.search(rb"\s%b=\"(\d+)\"" % bound, column)[1]) for bound in (b"min", b"max"))
	pieces, start = [], low
	for place in sorted(place for place in widths if low <= place <= high):
		pieces.append((start, place - 1))
		start = place + 1
	pieces.append((start, high))
	return [(first, _bounded(column, first, last)) for first, last in pieces if first <= last]


def _bounded(column: bytes, first: int, last: int) -> bytes:
	text = re.sub(rb"\smin=\"\d+\"", b' min="%d"' % first, column)
	return re.sub(rb"\smax=\"\d+\"", b' max="%d"' % last, text)
