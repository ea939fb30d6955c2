"""What is said at a debrief, drafted from the year's facts: sentences to go over, not a text to sign."""

from itertools import groupby

import frappe
from frappe import _

from sink_app.organization import bodies
from sink_app.organization.facts import About, Figure
from sink_app.registration.wording import site_language
from sink_app.reporting import compiled

NOTHING = ("", "0", "0.0")


def drafted(about: About) -> str:
	"""A paragraph a part of the figures, «服务：服务次数 12。»; what is nought is left out."""
	return "\n".join([_opening(about), *paragraphs(compiled.figures(about))])


def paragraphs(figures: list[Figure]) -> list[str]:
	"""The figures in sentences, one paragraph a part, in the language of the site."""
	language = site_language()
	comma, sentence = _(", ", lang=language), _("{0}: {1}.", lang=language)
	found = []
	for section, rows in groupby(figures, key=lambda row: row.section):
		told = [_told(row, language) for row in rows if str(row.figure) not in NOTHING]
		if told:
			found.append(sentence.format(section, comma.join(told)))
	return found


def _told(row: Figure, language: str) -> str:
	words = f"{row.label} {row.figure}"
	return _("{0} ({1})", lang=language).format(words, row.note) if row.note else words


def _opening(about: About) -> str:
	words = _("{0} reports its service in communities from {1} to {2}.", lang=site_language())
	days = [frappe.utils.formatdate(day) for day in (about.first, about.last)]
	return words.format(bodies.name_of(about.organization, None), *days)
