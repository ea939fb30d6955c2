"""The reports that are sent upward, as Excel with what their print shows (hook: paper_sheets)."""

from frappe import _

from sink_app.registration.paper_sheets import Paper, Part
from sink_app.reporting import printed

WIDTHS = (20, 26, 16, 16, 14, 44)
FACTS_A_ROW = 2


def of_report(doc) -> list[Paper]:
	"""Facts, words, tables and figures of a report, one below the other."""
	sheet = printed.sink_report_sheet(doc)
	facts = [
		[text for fact in sheet.facts[place : place + FACTS_A_ROW] for text in fact]
		for place in range(0, len(sheet.facts), FACTS_A_ROW)
	]
	parts = [Part(facts)]
	parts += [Part([[text]], title=label) for label, text in sheet.words]
	parts += [
		Part(
			[[str(number), *cells] for number, cells in enumerate(table.rows, 1)],
			[_("No."), *table.labels],
			table.title,
		)
		for table in sheet.tables
	]
	if sheet.figures:
		rows = [
			[section, row.label, row.figure or "", row.note or ""]
			for section, rows in sheet.figures
			for row in rows
		]
		parts.append(Part(rows, title=_("What the Records Say")))
	if sheet.opinion:
		parts.append(Part([[sheet.opinion]], title=_("Words of the Branch")))
	day = sheet.day or _("Year    Month    Day")
	return [
		Paper(
			sheet.heading.replace("\n", ""),
			WIDTHS,
			parts,
			foot=[f"{signer}：　　　　　　{day}" for signer in sheet.signers],
		)
	]
