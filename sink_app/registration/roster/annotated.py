"""The office's own sheet, with a verdict beside every row and the wrong cells marked."""

import io

from frappe import _
from openpyxl import load_workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from sink_app.registration.roster import cells, writing
from sink_app.registration.roster.columns import REASON, RESULT
from sink_app.registration.roster.sheet import Header, Roster

RULE = Side(style="thin", color="999999")
BORDER = Border(left=RULE, right=RULE, top=RULE, bottom=RULE)
WRONG_CELL = PatternFill("solid", fgColor="FFC7CE")
COLOURS = {
	writing.ADDED: ("C6EFCE", "006100"),
	writing.KEPT: ("DDEBF7", "1F4E79"),
	writing.WRONG: ("FFC7CE", "9C0006"),
}
WIDTHS = (10, 60)


def annotate(content: bytes, roster: Roster, verdicts: list[writing.Verdict], rehearsed: bool) -> bytes:
	"""The workbook with the columns 结果 and 原因 at the right; those of an earlier run are written anew."""
	workbook = load_workbook(io.BytesIO(content))
	worksheet = workbook[roster.sheet]
	place = _place(worksheet, roster.header)
	_write_titles(worksheet, roster.header, place)
	for verdict in verdicts:
		_write_verdict(worksheet, place, verdict, rehearsed)
		_mark(worksheet, roster.header, verdict)
	stream = io.BytesIO()
	workbook.save(stream)
	return stream.getvalue()


def words(result: str, rehearsed: bool) -> str:
	"""A verdict in words: what a check finds good is not added yet."""
	if result == writing.ADDED:
		return _("Good Row") if rehearsed else _("Added")
	return _("Kept Already") if result == writing.KEPT else _("Wrong Row")


def _place(worksheet, header: Header) -> int:
	"""The column that the verdicts go to: an earlier run's, else the first free one."""
	for cell in worksheet[header.row]:
		if cells.text(cell.value) == RESULT:
			return cell.column
	return header.width + 1


def _write_titles(worksheet, header: Header, place: int):
	for offset, (title, width) in enumerate(zip((RESULT, REASON), WIDTHS, strict=True)):
		cell = worksheet.cell(header.row, place + offset, title)
		cell.font, cell.border = Font(bold=True), BORDER
		cell.alignment = Alignment(horizontal="center", vertical="center")
		worksheet.column_dimensions[get_column_letter(place + offset)].width = width


def _write_verdict(worksheet, place: int, verdict: writing.Verdict, rehearsed: bool):
	background, ink = COLOURS[verdict.result]
	texts = (words(verdict.result, rehearsed), "\n".join(verdict.reasons))
	for offset, text in enumerate(texts):
		cell = worksheet.cell(verdict.row, place + offset, text)
		cell.fill, cell.font, cell.border = PatternFill("solid", fgColor=background), Font(color=ink), BORDER
		cell.alignment = Alignment(vertical="center", wrap_text=True, horizontal=None if offset else "center")


def _mark(worksheet, header: Header, verdict: writing.Verdict):
	"""Colour the wrong cells; take the colour from those an earlier run marked and that are right now."""
	for key, column in header.places.items():
		cell = worksheet.cell(verdict.row, column)
		if key in verdict.wrong_columns:
			cell.fill = WRONG_CELL
		elif cell.fill.fill_type == "solid" and cell.fill.fgColor.rgb == WRONG_CELL.fgColor.rgb:
			cell.fill = PatternFill()
