"""Three versions of a record into one: shipped last, as it is now, shipped next.

What only one side changed is taken from that side; what both changed in different ways is a conflict, and
stays as it is unless somebody chooses.
"""

from dataclasses import dataclass, field

from sink_app.shipped import content

MISSING = object()
YOURS, OURS = "yours", "ours"


@dataclass(frozen=True)
class Place:
	"""Where a value stands: a field, a row of a table, or a field of a row."""

	field: str
	row: tuple | None = None
	row_field: str | None = None

	@property
	def id(self) -> str:
		"""A name for it that travels to the browser and back."""
		parts = [self.field, *map(str, self.row or ())]
		return "/".join([*parts, self.row_field] if self.row_field else parts)


@dataclass(frozen=True)
class Conflict:
	"""A place that an administrator and a new version both changed, differently; None is «not there»."""

	place: Place
	yours: object
	ours: object


@dataclass
class Merge:
	"""What comes out, by field as `content.comparable` has it, and what has to be chosen."""

	values: dict = field(default_factory=dict)
	conflicts: list[Conflict] = field(default_factory=list)


class _Choosing:
	"""Decides between three values, and notes where it cannot."""

	def __init__(self, choices: dict[str, str]):
		self.choices = choices
		self.conflicts: list[Conflict] = []

	def decide(self, place: Place, base, yours, ours):
		if yours == ours or ours == base:
			return yours
		if yours == base:
			return ours
		shown = (None if value is MISSING else value for value in (yours, ours))
		self.conflicts.append(Conflict(place, *shown))
		return ours if self.choices.get(place.id) == OURS else yours


def merge(doctype: str, base: dict, yours: dict, ours: dict, choices: dict[str, str] | None = None) -> Merge:
	"""Merge three versions of a record; `choices` says «ours» for conflicts (by place id) to be taken so."""
	choosing = _Choosing(choices or {})
	versions = [content.comparable(doctype, version) for version in (base, yours, ours)]
	values = {}
	for fieldname in versions[1]:
		three = [version[fieldname] for version in versions]
		as_rows = [content.rows(doctype, fieldname, value) for value in three]
		if all(each is not None for each in as_rows):
			values[fieldname] = _merge_rows(choosing, fieldname, *as_rows)
		else:
			values[fieldname] = choosing.decide(Place(fieldname), *three)
	return Merge(values, choosing.conflicts)


def _merge_rows(choosing: _Choosing, fieldname: str, *tables: list[content.Row]) -> list[dict]:
	base, yours, ours = ({row.key: row.values for row in table} for table in tables)
	merged = {}
	for key in _order(list(base), list(yours), list(ours)):
		three = [version.get(key, MISSING) for version in (base, yours, ours)]
		row = _merge_row(choosing, Place(fieldname, key), *three)
		if row is not MISSING:
			merged[key] = row
	return list(merged.values())


def _merge_row(choosing: _Choosing, place: Place, base, yours, ours):
	if yours is MISSING or ours is MISSING:
		return choosing.decide(place, base, yours, ours)
	known = {} if base is MISSING else base
	merged = {}
	for name in yours | ours:
		three = [version.get(name, MISSING) for version in (known, yours, ours)]
		merged[name] = choosing.decide(Place(place.field, place.row, name), *three)
	return {name: value for name, value in merged.items() if value is not MISSING}


def _order(base: list, yours: list, ours: list) -> list:
	"""All rows' keys in the order of whoever changed it, the other's own rows after those they followed."""
	common = [key for key in base if key in set(yours)]
	is_reordered = common != [key for key in yours if key in set(base)]
	first, second = (yours, ours) if is_reordered else (ours, yours)
	ordered = list(first)
	for position, key in enumerate(second):
		if key not in ordered:
			before = [known for known in second[:position] if known in ordered]
			ordered.insert(ordered.index(before[-1]) + 1 if before else 0, key)
	return ordered
