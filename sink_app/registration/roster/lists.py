"""Cells with several entries: skills, service wishes, free times. Each gives (what is known, what is not)."""

import re

from sink_app.registration.roster import cells, names
from sink_app.registration.roster.columns import ANY_TIME, DAY_PARTS, WORDS

WITH_BRACKET = re.compile(r"(?P<name>[^()]+)\((?P<inside>[^()]*)\)")
HOURS = re.compile(
	r"(?P<from>\d{1,2})(?:[:点](?P<from_minute>\d{2})?分?)?[-~—–至到]+(?P<to>\d{1,2})(?:[:点](?P<to_minute>\d{2})?分?)?"
)
# Not None: Frappe 15.0 fills an empty time of a new row with the time of day.
NO_HOURS = {"from_time": "", "to_time": ""}


def skills(written: str, book: names.Book) -> tuple[list[dict], list[str]]:
	"""法律、急救(持证)、驾驶(A1驾驶证): a skill, and in brackets its level or the certificate."""
	known, unknown = [], []
	for part in cells.parts(written):
		bracket = WITH_BRACKET.fullmatch(part)
		found = book.skills.find(bracket["name"] if bracket else part)
		if found:
			known.append({"skill": found[0], **_level(bracket["inside"] if bracket else "", book)})
		else:
			unknown.append(part)
	return known, unknown


def wishes(written: str, book: names.Book) -> tuple[list[dict], list[str]]:
	"""政策宣传、治安巡逻: kinds of service."""
	known, unknown = [], []
	for part in cells.parts(written):
		found = book.wishes.find(part)
		if found:
			known.append({"category": found[0]})
		else:
			unknown.append(part)
	return known, unknown


def times(written: str, book: names.Book) -> tuple[list[dict], list[str]]:
	"""工作日晚上、周末9:00-12:00: kinds of days, with a part of the day or its hours."""
	known: list[dict] = []
	unknown = []
	for part in cells.parts(written):
		if part in ANY_TIME:
			known += [{"day_kind": kind, **NO_HOURS} for kind in book.options["day_kind"]]
			continue
		kind, rest = _day_kind(part, book)
		hours = _hours(rest)
		if hours is None or not (kind or known):
			unknown.append(part)
		elif kind:
			known.append({"day_kind": kind, **hours})
		elif known[-1].get("from_time"):
			known.append({"day_kind": known[-1]["day_kind"], **hours})
		else:
			known[-1].update(hours)
	return known, unknown


def _level(inside: str, book: names.Book) -> dict:
	level = names.option(book, "level", inside) if inside else None
	if inside and not level:
		return {"level": "Certified", "certificate": inside}
	return {"level": level} if level else {}


def _day_kind(part: str, book: names.Book) -> tuple[str | None, str]:
	"""(the kind of day that a part begins with, the rest of it)."""
	words = [*WORDS["day_kind"], *book.options["day_kind"]]
	for word in sorted(words, key=len, reverse=True):
		if part.startswith(word) and (kind := names.option(book, "day_kind", word)):
			return kind, part.removeprefix(word)
	return None, part


def _hours(rest: str) -> dict | None:
	"""From when to when; nothing where the whole day is meant, None where it cannot be read."""
	rest = rest.strip("的:")
	if rest in ("", "全天"):
		return dict(NO_HOURS)
	if rest in DAY_PARTS:
		begin, end = DAY_PARTS[rest]
		return {"from_time": begin, "to_time": end}
	found = HOURS.fullmatch(rest)
	if not found or not 0 <= int(found["from"]) < int(found["to"]) <= 24:
		return None
	end = "23:59:00" if found["to"] == "24" else _clock(found["to"], found["to_minute"])
	return {"from_time": _clock(found["from"], found["from_minute"]), "to_time": end}


def _clock(hour: str, minute: str | None) -> str:
	return f"{int(hour):02d}:{minute or '00'}:00"
