"""An exported file says itself who took it: a last line in CSV, a further sheet in a workbook.

The sheet is put into the finished file, whose own sheets are not read: a hundred thousand rows cost no time.
"""

import csv
import io
import re
import zipfile
from xml.sax.saxutils import escape

from openpyxl import load_workbook

CSV, EXCEL = "CSV", "Excel"
FIRST_SHEET = "xl/worksheets/sheet1.xml"
NEW_SHEET = "xl/worksheets/exported.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SHEET_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
RELATION = "rIdExported"
WIDTHS = {1: 16, 2: 80}


def rows_in(content: bytes | str, kind: str) -> int:
	"""How many rows an export has below its titles."""
	if kind == CSV:
		return max(sum(1 for row in csv.reader(io.StringIO(_text(content))) if row) - 1, 0)
	with zipfile.ZipFile(io.BytesIO(content)) as book:
		return max(len(re.findall(rb"<row[ >]", book.read(FIRST_SHEET))) - 1, 0)


def titles_of(content: bytes | str, kind: str) -> list[str]:
	"""What stands above the columns of an export."""
	if kind == CSV:
		return next(csv.reader(io.StringIO(_text(content))), [])
	book = load_workbook(io.BytesIO(content), read_only=True)
	first = next(book.worksheets[0].iter_rows(max_row=1, values_only=True), ())
	return [str(title) for title in first if title]


def put(content: bytes | str, kind: str, title: str, lines: list[tuple[str, str]]) -> bytes | str:
	"""The export with its origin written in: (label, value) lines under a title."""
	if kind != CSV:
		return _with_sheet(content, title, lines)
	words = "；".join(f"{label}：{value}" for label, value in lines if value)
	line = io.StringIO()
	csv.writer(line).writerow([f"{title}　{words}"])
	return content + (line.getvalue() if isinstance(content, str) else line.getvalue().encode())


def _text(content: bytes | str) -> str:
	return content if isinstance(content, str) else content.decode("utf-8-sig", "replace")


def _with_sheet(content: bytes, title: str, lines: list[tuple[str, str]]) -> bytes:
	target = io.BytesIO()
	with (
		zipfile.ZipFile(io.BytesIO(content)) as book,
		zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as marked,
	):
		for part in book.infolist():
			text = book.read(part)
			if change := _changes(title).get(part.filename):
				end, added = change
				text = text.replace(end, added.encode() + end)
			marked.writestr(part.filename, text)
		marked.writestr(NEW_SHEET, _sheet(lines))
	return target.getvalue()


def _changes(title: str) -> dict[str, tuple[bytes, str]]:
	"""What names the sheet in the parts of a workbook: {part: (before which end tag, what is put there)}."""
	sheet = f'<sheet xmlns:r="{OFFICE}" name="{escape(title)}" sheetId="9999" r:id="{RELATION}"/>'
	kind = f'<Override PartName="/{NEW_SHEET}" ContentType="{SHEET_KIND}"/>'
	target = NEW_SHEET.removeprefix("xl/")
	relation = f'<Relationship Id="{RELATION}" Type="{OFFICE}/worksheet" Target="{target}"/>'
	return {
		"[Content_Types].xml": (b"</Types>", kind),
		"xl/workbook.xml": (b"</sheets>", sheet),
		"xl/_rels/workbook.xml.rels": (b"</Relationships>", relation),
	}


def _sheet(lines: list[tuple[str, str]]) -> str:
	rows = "".join(f"<row>{_cell(label)}{_cell(value)}</row>" for label, value in lines)
	widths = "".join(
		f'<col min="{place}" max="{place}" width="{width}" customWidth="1"/>'
		for place, width in WIDTHS.items()
	)
	head = f'<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="{MAIN}"><cols>{widths}</cols>'
	return f"{head}<sheetData>{rows}</sheetData></worksheet>"


def _cell(text: str) -> str:
	return f'<c t="inlineStr"><is><t xml:space="preserve">{escape(str(text or ""))}</t></is></c>'
