"""The app's words, as its people see them."""

import csv
import functools
import re
from pathlib import Path

# two words in a row are English; one may be a name or a key on the keyboard
SENTENCE = re.compile(r"\b[A-Za-z]{3,} [A-Za-z]{2,}\b")
CATALOGUE = Path(__file__).parents[2] / "sink_app/translations/zh.csv"


@functools.cache
def catalogue() -> dict[str, str]:
	"""The Chinese of every English source."""
	with CATALOGUE.open(encoding="utf-8", newline="") as file:
		return {row[0]: row[1] for row in csv.reader(file) if len(row) > 1}


def zh(source: str) -> str:
	"""A text of the app in Chinese; KeyError if it has no translation."""
	return catalogue()[source]


def english_left(texts: list[str]) -> list[str]:
	"""Those of the texts that are English: one of the app's sources, or two words in a row."""
	untranslated = {source for source, chinese in catalogue().items() if source != chinese}
	shown = {text.strip() for text in texts}
	return sorted(text for text in shown if text in untranslated or SENTENCE.search(text))
