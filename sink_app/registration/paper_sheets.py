"""What an office sends upward as Excel: the paper's columns under the paper's title, ready to print.

Whoever owns a DocType names a function in the hook `paper_sheets` = {DocType: function (doc) -> [Paper]}.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import ceil

import frappe
from frappe import _
from frappe.utils import strip_html
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from sink_app.personal import exports
from sink_app.registration.roster import template

LINE = 16
"""Points of a line of text."""
HIGHEST = 400
"""Points that Excel allows a row, nearly."""
LEFT = Alignment(horizontal="left", vertical="center", wrap_text=True)
HEAD, BOLD = Font(name="黑体", size=18, bold=True), Font(name="黑体", size=11, bold=True)


class NoSheet(frappe.ValidationError):
	"""The DocType has no paper of its own as Excel."""


@dataclass(frozen=True)
class Part:
	"""A table: rows of texts, the last cell as wide as is left; heads stand above them, a title above all."""

	rows: Sequence[Sequence[str]]
	heads: Sequence[str] = ()
	title: str = ""


@dataclass(frozen=True)
class Paper:
	"""A sheet of the workbook; widths are in characters."""

	title: str
	widths: Sequence[int]
	parts: Sequence[Part]
	subject: str = ""
	foot: Sequence[str] = field(default=())


@frappe.whitelist(methods=["POST"])
def download(doctype: str, name: str) -> None:
	"""A record as .xlsx in the paper's columns, for who may read and export it; written down as an export."""
	asked = frappe.get_hooks("paper_sheets").get(doctype)
	if not asked:
		frappe.throw(_("«{0}» has no sheet of its own.").format(_(doctype)), NoSheet)
	doc = frappe.get_doc(doctype, name)
	doc.check_permission("read")
	doc.apply_fieldlevel_read_permissions()
	papers = frappe.get_attr(asked[-1])(doc)
	exports.of_sheet(doctype, name, sum(len(part.rows) for paper in papers for part in paper.parts))
	filename = f"{strip_html(papers[0].title)}.xlsx"
	frappe.response.update({"filename": filename, "filecontent": workbook(papers), "type": "binary"})


def workbook(papers: Sequence[Paper]) -> bytes:
	"""Papers as a workbook, a sheet each."""
	made = Workbook()
	made.remove(made.active)
	for paper in papers:
		_write(made.create_sheet(_sheet_title(paper.title)), paper)
	return template.saved(made)


def _sheet_title(title: str) -> str:
	return "".join(character for character in title if character not in r"[]:*?/\\")[-31:]


def _write(sheet, paper: Paper):
	for place, width in enumerate(paper.widths, start=1):
		sheet.column_dimensions[get_column_letter(place)].width = width
	number = _line(sheet, 1, paper, paper.title, HEAD, template.CENTRE)
	sheet.row_dimensions[1].height = 36
	if paper.subject:
		number = _line(sheet, number, paper, paper.subject, None, template.CENTRE)
	for part in paper.parts:
		number = _table(sheet, number, paper, part)
	for words in paper.foot:
		number = _line(sheet, number, paper, words, None, LEFT)
	sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
	sheet.page_setup.fitToHeight = 0
	sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _line(sheet, number: int, paper: Paper, words: str, font, alignment) -> int:
	"""A line over all columns; returns the number of the next row."""
	cell = _text(sheet, number, 1, words)
	cell.alignment = alignment
	if font:
		cell.font = font
	_stretch(sheet, number, 1, paper)
	sheet.row_dimensions[number].height = _height([(words, sum(paper.widths))])
	return number + 1


def _table(sheet, number: int, paper: Paper, part: Part) -> int:
	if part.title:
		number = _line(sheet, number, paper, part.title, BOLD, LEFT)
	if part.heads:
		_row(sheet, number, paper, part.heads, is_head=True)
		if len(paper.parts) == 1:
			sheet.print_title_rows = f"{number}:{number}"
			sheet.freeze_panes = sheet.cell(number + 1, 3)
		number += 1
	for texts in part.rows:
		_row(sheet, number, paper, texts)
		number += 1
	return number


def _row(sheet, number: int, paper: Paper, texts: Sequence[str], is_head: bool = False):
	widths = [*paper.widths[: len(texts) - 1], sum(paper.widths[len(texts) - 1 :])]
	for place, text in enumerate(texts, start=1):
		cell = _text(sheet, number, place, text)
		template.rule(cell)
		if is_head:
			cell.font, cell.fill = BOLD, template.HEAD_FILL
		elif len(text) > paper.widths[place - 1]:
			cell.alignment = LEFT
	for place in range(len(texts) + 1, len(paper.widths) + 1):
		template.rule(sheet.cell(number, place))
	_stretch(sheet, number, len(texts), paper)
	sheet.row_dimensions[number].height = _height(list(zip(texts, widths, strict=True)))


def _text(sheet, number: int, place: int, text: str):
	"""A cell that holds text and nothing else: what begins with «=» is no formula."""
	cell = sheet.cell(number, place, text)
	if text:
		cell.data_type = "s"
	return cell


def _stretch(sheet, number: int, first: int, paper: Paper):
	if first < len(paper.widths):
		sheet.merge_cells(start_row=number, start_column=first, end_row=number, end_column=len(paper.widths))


def _height(cells: list[tuple[str, int]]) -> int:
	"""The height of the row, for Excel fits none to merged cells; a Chinese character is as wide as two."""
	lines = max(
		sum(max(1, ceil(2 * len(line) / width)) for line in (text or "").split("\n")) for text, width in cells
	)
	return min(HIGHEST, max(1, lines) * LINE + 6)
