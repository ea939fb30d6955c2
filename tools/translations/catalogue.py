"""The file of translations, as Frappe reads it: source, translation and, where meanings clash, a context."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Set
from pathlib import Path
from typing import NamedTuple

from tools.translations.messages import Message

PLACEHOLDER = re.compile(r"\{\w*\}|%[sd]|%\(\w+\)s")
MARKUP = re.compile(r"<[^>]*>|&\w+;")
WIDE = r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]"
NARROW_MARK = re.compile(rf"{WIDE}(?:[,:;!?]|\.(?!\w))|[,:;!?](?={WIDE})|{WIDE}[()]|[()]{WIDE}")


class Row(NamedTuple):
	source: str
	translation: str
	context: str = ""

	@property
	def key(self) -> tuple[str, str]:
		"""What a row is looked up by."""
		return self.source, self.context


def read(path: Path) -> list[Row]:
	"""Rows of a file; none when there is no file. Raises ValueError for a row that Frappe would drop."""
	if not path.exists():
		return []
	with open(path, encoding="utf-8", newline="") as file:
		rows = [row for row in csv.reader(file) if row]
	for row in rows:
		if len(row) not in (2, 3):
			raise ValueError(f"{path.name}: a row has 2 or 3 columns, not {len(row)}: {row}")
	return [Row(*row) for row in rows]


def written(rows: Iterable[Row]) -> str:
	"""The text of a file with these rows; a row without a context has two columns."""
	text = io.StringIO()
	writer = csv.writer(text, lineterminator="\n")
	writer.writerows(row if row.context else row[:2] for row in rows)
	return text.getvalue()


def missing(rows: list[Row], messages: list[Message]) -> list[Message]:
	"""Messages that have no row."""
	keys = {row.key for row in rows}
	return [message for message in messages if (message.text, message.context) not in keys]


def stale(rows: list[Row], messages: list[Message], mended: set[tuple[str, str]]) -> list[Row]:
	"""Rows for texts that the app no longer has and that do not mend one of Frappe's."""
	keys = {(message.text, message.context) for message in messages} | mended
	return [row for row in rows if row.key not in keys]


def read_mended(path: Path) -> set[tuple[str, str]]:
	"""Frappe's own strings that we mend: one a line, a context after a tab, `#` before a comment."""
	lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
	mended = set()
	for line in lines:
		if line and not line.startswith("#"):
			source, _, context = line.replace("\\n", "\n").partition("\t")
			mended.add((source, context))
	return mended


def faults(rows: list[Row], mended: Set[tuple[str, str]] = frozenset()) -> Iterator[str]:
	"""What is wrong with the rows themselves, a sentence each.

	A mended text may leave out what Frappe fills in: it knows a record by its English kind and inner name.
	"""
	for key, count in Counter(row.key for row in rows).items():
		if count > 1:
			yield f"{key[0]!r} has {count} rows."
	if rows != sorted(rows):
		yield "The rows are not sorted: python3 -m tools.translations --sort"
	for row in rows:
		yield from (f"{row.source!r}: {fault}" for fault in _faults(row, row.key in mended))


def _faults(row: Row, is_mended: bool) -> Iterator[str]:
	if not row.translation.strip():
		yield "not translated."
		return
	if row.translation == row.source and re.search("[a-z]", row.source):
		yield "the translation is the English text."
	wanted, found = Counter(PLACEHOLDER.findall(row.source)), Counter(PLACEHOLDER.findall(row.translation))
	if wanted != found and not (is_mended and found < wanted):
		yield f"the placeholders differ in {row.translation!r}."
	if mark := NARROW_MARK.search(MARKUP.sub("", row.translation)):
		yield f"half-width punctuation beside Chinese ({mark.group()!r}) in {row.translation!r}."
