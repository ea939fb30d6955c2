"""The app's words, as its people see them."""

import csv
import functools
from pathlib import Path

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
	"""Those of the texts that are one of the app's English sources, shown as they stand in the code."""
	untranslated = {source for source, chinese in catalogue().items() if source != chinese}
	return sorted({text.strip() for text in texts} & untranslated)
