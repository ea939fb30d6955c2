"""The office's own sheet, with a verdict beside every row and the wrong cells marked."""

import io
import zipfile
from collections.abc import Callable, Iterable

from frappe import _

from sink_app.registration.roster import cells, other_formats, workbook_edit
from sink_app.registration.roster.columns import REASON, RESULT
from sink_app.registration.roster.sheet import Roster, Table
from sink_app.registration.roster.verdicts import ADDED, KEPT, WRONG, Verdict
from sink_app.registration.roster.workbook_edit import Written
from sink_app.registration.roster.workbook_styles import PATH as STYLES
from sink_app.registration.roster.workbook_styles import Styles

WRONG_CELL = "FFC7CE"
COLOURS = {ADDED: ("C6EFCE", "006100"), KEPT: ("DDEBF7", "1F4E79"), WRONG: ("FFC7CE", "9C0006")}
"""(ground, ink) by what became of a row."""
WIDTHS = (10, 60)


def annotate(roster: Roster, verdicts: Iterable[Verdict], rehearsed: bool) -> bytes:
	"""The workbook with the columns 结果 and 原因 at the right; those of an earlier run are written anew."""
	by_place = {(verdict.sheet, verdict.row): verdict for verdict in verdicts}
	try:
		return _annotated(roster, by_place, rehearsed)
	except (KeyError, ValueError):
		# a file of an unusual make: its plain copy holds the same rows in the same places
		return _annotated(Roster(_plain(roster.content), roster.further), by_place, rehearsed)


def words(result: str, rehearsed: bool) -> str:
	"""A verdict in words: what a check finds good is not added yet."""
	if result == ADDED:
		return _("Good Row") if rehearsed else _("Added")
	return _("Kept Already") if result == KEPT else _("Wrong Row")


def _annotated(roster: Roster, by_place: dict[tuple[str, int], Verdict], rehearsed: bool) -> bytes:
	with zipfile.ZipFile(io.BytesIO(roster.content)) as archive:
		styles = Styles(archive.read(STYLES))
	shown = {result: words(result, rehearsed) for result in COLOURS}
	several = len(roster.tables) > 1
	writers, widths = {}, {}
	for table in roster.tables:
		sheet = table.title if several else ""
		writers[table.part] = _writer(table, sheet, by_place, styles, shown)
		widths[table.part] = {_place(table) + offset: width for offset, width in enumerate(WIDTHS)}
	stream = io.BytesIO()
	workbook_edit.edit(io.BytesIO(roster.content), stream, writers, widths, styles)
	return stream.getvalue()


def _writer(
	table: Table, sheet: str, by_place: dict, styles: Styles, shown: dict[str, str]
) -> Callable[[int], Written | None]:
	"""What goes into each row of a sheet."""
	place = _place(table)
	marked = {column: key for key, column in table.header.places.items()}

	def restyled(verdict: Verdict) -> dict[int, Callable[[int], int]]:
		return {
			column: (lambda style: styles.filled(style, WRONG_CELL))
			if key in verdict.wrong_columns
			else (lambda style: styles.unfilled(style, WRONG_CELL))
			for column, key in marked.items()
			if key in verdict.wrong_columns or styles.was_there(WRONG_CELL)
		}

	def written(number: int) -> Written | None:
		if number == table.header.row:
			return Written({place: (RESULT, styles.title()), place + 1: (REASON, styles.title())})
		verdict = by_place.get((sheet, number))
		if not verdict:
			return None
		background, ink = COLOURS[verdict.result]
		texts = (shown[verdict.result], "\n".join(verdict.reasons))
		return Written(
			{
				place + offset: (text, styles.verdict(background, ink, is_centred=not offset))
				for offset, text in enumerate(texts)
			},
			restyled(verdict),
		)

	return written


def _place(table: Table) -> int:
	"""The column that the verdicts go to: an earlier run's, else the first free one."""
	earlier = (place for place, title in table.header.titles.items() if cells.text(title) == RESULT)
	return next(earlier, table.header.width + 1)


def _plain(content: bytes) -> bytes:
	"""The values of a workbook in a new one."""
	from openpyxl import load_workbook

	old = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
	sheets = []
	for worksheet in old.worksheets:
		worksheet.reset_dimensions()
		rows = (
			[(cell.value, cell.number_format or "General") for cell in row] for row in worksheet.iter_rows()
		)
		sheets.append((worksheet.title, rows, []))
	return other_formats.written(sheets)
