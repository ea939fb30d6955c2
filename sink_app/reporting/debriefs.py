"""What is said at a debrief, drafted from the year's facts: sentences to go over, not a text to sign."""

from itertools import groupby
from typing import NamedTuple

import frappe
from frappe import _

from sink_app.organization import bodies
from sink_app.organization.facts import About, Figure
from sink_app.organization.wording import site_language
from sink_app.reporting import compiled

NOTHING = ("", "0", "0.0")


class Marks(NamedTuple):
	"""What stands between words; the framework translates no text without letters."""

	colon: str
	comma: str
	stop: str
	opening: str
	closing: str


CHINESE, LATIN = Marks("：", "，", "。", "（", "）"), Marks(": ", ", ", ".", " (", ")")


def drafted(about: About) -> str:
	"""A paragraph a part of the figures, «服务：服务次数 12。»; what is nought is left out."""
	return "\n".join([_opening(about), *paragraphs(compiled.figures(about))])


def paragraphs(figures: list[Figure]) -> list[str]:
	"""The figures in sentences, one paragraph a part, with the marks of the site's language."""
	marks = CHINESE if site_language().startswith("zh") else LATIN
	found = []
	for section, rows in groupby(figures, key=lambda row: row.section):
		told = [_told(row, marks) for row in rows if str(row.figure) not in NOTHING]
		if told:
			found.append(f"{section}{marks.colon}{marks.comma.join(told)}{marks.stop}")
	return found


def _told(row: Figure, marks: Marks) -> str:
	note = f"{marks.opening}{row.note}{marks.closing}" if row.note else ""
	return f"{row.label} {row.figure}{note}"


def _opening(about: About) -> str:
	words = _("{0} reports its service in communities from {1} to {2}.", lang=site_language())
	days = [frappe.utils.formatdate(day) for day in (about.first, about.last)]
	return words.format(bodies.name_of(about.organization, None), *days)
