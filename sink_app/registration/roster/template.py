"""The empty sheet an office starts from: the paper's columns, an example, and what may be written where."""

import io

from frappe import _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from sink_app.registration.roster import names
from sink_app.registration.roster.columns import COLUMNS, NEEDED, OFFERED, SHEET, TITLE

NOTES_SHEET = "填表说明"
LISTS_SHEET = "可选内容"
ROWS = 500
"""Rows that are ruled and have drop-down lists."""
HEADER_ROW = 2
RULE = Side(style="thin", color="000000")
BORDER = Border(left=RULE, right=RULE, top=RULE, bottom=RULE)
CENTRE = Alignment(horizontal="center", vertical="center", wrap_text=True)
HEAD_FILL = PatternFill("solid", fgColor="F2F2F2")
EXAMPLE_FONT = Font(name="宋体", size=11, italic=True, color="808080")


def workbook(book: names.Book) -> bytes:
	"""The template for a roster of one organization's members, with the names that may be written in it."""
	made = Workbook()
	sheet = made.active
	sheet.title = SHEET
	write_head(sheet)
	for place, column in enumerate(OFFERED, start=1):
		cell = sheet.cell(HEADER_ROW + 1, place, _example(column, book))
		cell.font = EXAMPLE_FONT
		for number in range(HEADER_ROW + 1, HEADER_ROW + ROWS):
			rule(sheet.cell(number, place))
	lists = _write_lists(made.create_sheet(LISTS_SHEET), book)
	_write_notes(made.create_sheet(NOTES_SHEET, 1), book)
	_add_choices(sheet, book, lists)
	return saved(made)


def write_head(sheet):
	"""Title and column titles of a roster, widths and paper."""
	sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(OFFERED))
	sheet.cell(1, 1, TITLE).font = Font(name="黑体", size=18, bold=True)
	sheet.cell(1, 1).alignment = CENTRE
	sheet.row_dimensions[1].height = 36
	sheet.row_dimensions[HEADER_ROW].height = 32
	for place, column in enumerate(OFFERED, start=1):
		cell = sheet.cell(HEADER_ROW, place, column.title)
		cell.font, cell.fill = Font(name="黑体", size=11, bold=True), HEAD_FILL
		rule(cell)
		sheet.column_dimensions[get_column_letter(place)].width = column.width
	sheet.freeze_panes = sheet.cell(HEADER_ROW + 1, 3)
	sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
	sheet.page_setup.fitToHeight = 0
	sheet.sheet_properties.pageSetUpPr.fitToPage = True
	sheet.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"


def rule(cell):
	"""Rule a cell like paper; everything is text, so that Excel makes no number of a phone or a date."""
	cell.border, cell.alignment, cell.number_format = BORDER, CENTRE, "@"


def saved(made: Workbook) -> bytes:
	"""A workbook as a file."""
	stream = io.BytesIO()
	made.save(stream)
	return stream.getvalue()


def _example(column, book: names.Book) -> str:
	"""An example's word; what must exist in the site is taken from it: a branch, and any community."""
	if column.key == "organization":
		return next(reversed(book.organizations.titles.values()), "")
	if column.key in ("community", "home_area"):
		return next(iter(book.communities.titles.values()), "")
	return column.example


def _write_notes(sheet, book: names.Book):
	rows = [(_("Column Title"), _("Needed"), _("What may be written"))]
	for column in COLUMNS:
		needed = column.key in (*NEEDED, "organization", "community")
		rows.append((column.title, _("Yes") if needed else "", _notes(book).get(column.key, "")))
	for number, row in enumerate(rows, start=1):
		for place, (text, width) in enumerate(zip(row, (14, 8, 90), strict=True), start=1):
			cell = sheet.cell(number, place, text)
			cell.border, cell.alignment = BORDER, Alignment(vertical="center", wrap_text=True)
			cell.font = Font(name="黑体" if number == 1 else "宋体", size=11, bold=number == 1)
			sheet.column_dimensions[get_column_letter(place)].width = width
	sheet.cell(
		len(rows) + 2,
		1,
		_("The example may stay, rows numbered {0} are not read. Columns may stand in any order.").format(
			"例"
		),
	)


def _notes(book: names.Book) -> dict[str, str]:
	choices = {key: "、".join(names.words(book, key)) for key in book.options}
	return {
		"mobile": _("11 digits. The same name with the same number is the same person."),
		"birth_date": _("Year and month, as in {0}.").format("1985.03"),
		"organization": _(
			"One of the sheet {0}. Where several are called the same, with the upper one's name before it."
		).format(LISTS_SHEET),
		"sex": choices["sex"],
		"staff_kind": choices["staff_kind"],
		"registration_type": choices["registration_type"],
		"community": _("The community's name; who registers where they live may leave it empty."),
		"home_area": _("The community where the member lives."),
		"home_address": _("Seen only by the unit, the branch and the community."),
		"skills": _("Several with {0} between them; the level or certificate in brackets: {1}.").format(
			"、", choices["level"]
		),
		"wishes": _("Several with {0} between them.").format("、"),
		"times": _("Several with {0} between them, with a part of the day or hours: {1}, as in {2}.").format(
			"、", choices["day_kind"], "工作日晚上、周末9:00-12:00"
		),
		"notices": _("{0} when the member has read both notices; only then does the form go on.").format(
			"是"
		),
	}


def _write_lists(sheet, book: names.Book) -> dict[str, str]:
	"""Write the lists of names and return {column's key: the cells of its list}."""
	lists = {
		"organization": list(book.organizations.titles.values()),
		"skills": list(book.skills.titles.values()),
		"wishes": list(book.wishes.titles.values()),
	}
	places = {}
	for place, (key, entries) in enumerate(lists.items(), start=1):
		title = next(column.title for column in COLUMNS if column.key == key)
		sheet.cell(1, place, title).font = Font(name="黑体", size=11, bold=True)
		letter = get_column_letter(place)
		sheet.column_dimensions[letter].width = 36
		for number, entry in enumerate(entries, start=2):
			sheet.cell(number, place, entry)
		places[key] = f"'{LISTS_SHEET}'!${letter}$2:${letter}${len(entries) + 1}"
	return places


def _add_choices(sheet, book: names.Book, lists: dict[str, str]):
	"""Drop-down lists for the columns that take one word of a few, and for the party organization."""
	for place, column in enumerate(OFFERED, start=1):
		if column.choices:
			formula = f'"{",".join(names.words(book, column.choices))}"'
		elif column.key == "organization":
			formula = lists["organization"]
		else:
			continue
		letter = get_column_letter(place)
		choice = DataValidation("list", formula1=formula, allow_blank=True, showErrorMessage=False)
		choice.add(f"{letter}{HEADER_ROW + 1}:{letter}{HEADER_ROW + ROWS}")
		sheet.add_data_validation(choice)
