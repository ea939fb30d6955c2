"""The figures of a report: compiled at every save until it is handed in, and standing from then on."""

from collections.abc import Callable

import frappe
from frappe import _
from frappe.utils import cstr, now_datetime

from sink_app.organization.facts import About, Figure
from sink_app.organization.wording import in_site_language
from sink_app.reporting import OPEN


class HandedInWordsChanged(frappe.ValidationError):
	"""What others have read is not rewritten."""


def is_written(doc) -> bool:
	"""Whether a report is new or was in its author's hands until this save: then it follows the records."""
	before = doc.get_doc_before_save()
	return not before or before.workflow_state in OPEN


def figures(about: About) -> list[Figure]:
	"""What every module knows (hook `report_facts`), in the language of the site: it is kept."""
	with in_site_language():
		return [
			figure for path in frappe.get_hooks("report_facts") for figure in frappe.get_attr(path)(about)
		]


def put(doc, about: About):
	"""Fill in a report's figures as the records stand now."""
	doc.set("figures", [])
	for figure in figures(about):
		doc.append(
			"figures",
			{
				"section": figure.section,
				"label": figure.label,
				"figure": cstr(figure.figure),
				"note": figure.note,
			},
		)
	doc.compiled_on = now_datetime()


def stand(doc, told: Callable):
	"""Refuse other words in a report that was handed in; `told` gives what has to stand."""
	before = doc.get_doc_before_save()
	if before and not is_written(doc) and told(before) != told(doc):
		frappe.throw(
			_("This report is handed in and its words stand. Send it back to its author to have it changed."),
			HandedInWordsChanged,
		)


def words(doc, fields: tuple[str, ...], tables: dict[str, tuple[str, ...]]) -> list:
	"""The texts of a report and of its rows, to compare them."""
	return [
		*(cstr(doc.get(field)) for field in fields),
		*(
			[cstr(row.get(column)) for column in columns]
			for table, columns in tables.items()
			for row in doc.get(table)
		),
	]
