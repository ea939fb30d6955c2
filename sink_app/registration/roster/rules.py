"""A row's texts to a member's and a registration's values, with everything that is to be said about them."""

from dataclasses import dataclass, field

from frappe import _

from sink_app.personal import kinds
from sink_app.personal.kinds import KINDS
from sink_app.registration.roster import cells, further, lists, names
from sink_app.registration.roster.columns import BY_KEY, CROSSES, TICKS, WORDS
from sink_app.registration.roster.sheet import Row

EXPECTED = ("sex", "birth_date", "staff_kind", "home_area", "wishes")
"""What a community needs to place a member; a registration that lacks one of them stays with the unit."""

TOLD_BY_ID_NUMBER = ("sex", "birth_date")


@dataclass(frozen=True)
class Finding:
	key: str
	"""The column it speaks of."""
	text: str
	is_wrong: bool = True
	"""A wrong cell keeps the row out; everything else is only told."""


@dataclass
class Entry:
	row: Row
	member: dict = field(default_factory=dict)
	registration: dict = field(default_factory=dict)
	notices_read: bool = False
	findings: list[Finding] = field(default_factory=list)

	@property
	def is_wrong(self) -> bool:
		"""Whether the row stays out."""
		return any(finding.is_wrong for finding in self.findings)

	@property
	def missing(self) -> list[str]:
		"""Titles of the cells that the community will ask for."""
		told = TOLD_BY_ID_NUMBER if self.row.get("id_number") else ()
		return [BY_KEY[key].title for key in EXPECTED if not self.row.get(key) and key not in told]

	def wrong(self, key: str, sentence: str):
		"""Keep the row out and say why."""
		self.findings.append(Finding(key, f"{title_of(key)}：{sentence}"))

	def tell(self, key: str, sentence: str):
		"""Say what was made of a cell."""
		self.findings.append(Finding(key, f"{title_of(key)}：{sentence}", is_wrong=False))


class Twice:
	"""Tells rows that repeat an earlier one. Rows that stay out repeat nothing."""

	def __init__(self):
		self._kinds: dict[tuple, str] = {}
		self._persons: dict[tuple, tuple[str, str]] = {}
		self._mobiles: dict[str, tuple[str, str]] = {}
		self._id_numbers: dict[str, tuple[str, tuple]] = {}
		self._births: dict[tuple, tuple[str, str]] = {}

	def check(self, entry: Entry):
		"""Add the findings that an entry has only beside the rows above it."""
		if entry.is_wrong:
			return
		place = entry.row.place
		name, mobile = entry.member["member_name"], entry.member["mobile"]
		kind = (name, mobile, entry.registration["registration_type"])
		if kind in self._kinds:
			entry.wrong(
				"member_name", _("the same person stands in row {0} already.").format(self._kinds[kind])
			)
			return
		if self._is_at_odds(entry, (name, mobile)):
			return
		row, other = self._mobiles.setdefault(mobile, (place, name))
		if other != name:
			entry.tell("mobile", _("{0} in row {1} has the same number.").format(other, row))
		if birth := entry.member["birth_date"]:
			row, other = self._births.setdefault((name, birth), (place, mobile))
			if other != mobile:
				sentence = _("row {0} has the same name and date of birth with another mobile.")
				entry.tell("birth_date", sentence.format(row))
		self._kinds[kind] = place

	def _is_at_odds(self, entry: Entry, person: tuple[str, str]) -> bool:
		"""Whether an earlier row says otherwise of the person, or of the id number."""
		place, organization = entry.row.place, entry.member["organization"]
		if number := entry.member.get("id_number"):
			row, other = self._id_numbers.setdefault(number, (place, person))
			if other != person:
				entry.wrong("id_number", _("row {0} gives it to another person.").format(row))
				return True
		row, known = self._persons.setdefault(person, (place, organization))
		if known != organization:
			entry.wrong("organization", _("row {0} gives the same person another one.").format(row))
		return known != organization


def read(row: Row, book: names.Book) -> Entry:
	"""Everything a row says, and everything that is wrong with it."""
	entry = Entry(row)
	for rule in RULES:
		rule(entry, book)
	return entry


def title_of(key: str) -> str:
	"""What the sheet calls a column."""
	return BY_KEY[key].title if key in BY_KEY else key


def _name(entry: Entry, book: names.Book):
	name = "".join(cells.plain(entry.row.get("member_name")).split())
	if not name:
		entry.wrong("member_name", _("is empty."))
	elif any(letter.isdigit() for letter in name):
		entry.wrong("member_name", _("{0} is not a name.").format(name))
	entry.member["member_name"] = name


def _mobile(entry: Entry, book: names.Book):
	written = entry.row.get("mobile")
	entry.member["mobile"] = cells.mobile(written)
	if not written:
		entry.wrong("mobile", _("is empty."))
	elif not entry.member["mobile"]:
		entry.wrong("mobile", _("{0} is not a number of 11 digits that begins with 1.").format(written))


def _choices(entry: Entry, book: names.Book):
	for key in ("sex", "staff_kind"):
		entry.member[key] = _choice(entry, book, key)


def _birth_date(entry: Entry, book: names.Book):
	written = entry.row.get("birth_date")
	entry.member["birth_date"] = cells.date(written) if written else None
	if written and not entry.member["birth_date"]:
		entry.wrong("birth_date", _("{0} is not a month and year, as in 1985.03.").format(written))


def _id_number(entry: Entry, book: names.Book):
	"""Not asked for, but checked where an office has it: it tells birth and sex, as on the member's form."""
	if not (written := entry.row.get("id_number")):
		return
	kind = KINDS["id_number"]
	number = kind.clean(cells.plain(written))
	entry.member["id_number"] = number
	if not kind.is_right(number):
		entry.wrong(
			"id_number",
			_(
				"please compare all 18 characters with the card, the last one too. "
				"In Excel the cell has to be text."
			),
		)
		return
	born, birth_date = kinds.born(number), entry.member["birth_date"]
	if birth_date and birth_date.day == 1:
		# a sheet that tells the month leaves the day to the number
		birth_date = birth_date.replace(day=born.day) if _same_month(birth_date, born) else birth_date
	if birth_date and birth_date != born:
		entry.wrong("id_number", _("does not agree with «{0}».").format(BY_KEY["birth_date"].title))
	if entry.member["sex"] not in (None, kinds.sex(number)):
		entry.wrong("id_number", _("does not agree with «{0}».").format(BY_KEY["sex"].title))
	entry.member["birth_date"] = born


def _same_month(one, other) -> bool:
	return (one.year, one.month) == (other.year, other.month)


def _organization(entry: Entry, book: names.Book):
	written = entry.row.get("organization")
	if not written and book.single_organization:
		entry.member["organization"] = book.organization
	elif not written:
		entry.wrong("organization", _("is empty."))
	else:
		entry.member["organization"] = _named(entry, "organization", book.organizations)


def _kind(entry: Entry, book: names.Book):
	kind = _choice(entry, book, "registration_type") or book.registration_type
	entry.registration.update({"registration_type": kind, "year": book.year})


def _home(entry: Entry, book: names.Book):
	if entry.row.get("home_area"):
		entry.member["home_area"] = _named(entry, "home_area", book.communities)


def _community(entry: Entry, book: names.Book):
	"""Who registers where they live need not write the community twice."""
	if entry.row.get("community"):
		entry.registration["community"] = _named(entry, "community", book.communities)
	elif entry.registration["registration_type"] == "Residence" and entry.row.get("home_area"):
		entry.registration["community"] = entry.member["home_area"]
	else:
		entry.wrong("community", _("is empty."))


def _texts(entry: Entry, book: names.Book):
	for key in ("position_title", "home_address", "hobbies"):
		entry.member[key] = entry.row.get(key)


def _skills(entry: Entry, book: names.Book):
	"""What the list of skills does not know is kept as a hobby."""
	known, unknown = lists.skills(entry.row.get("skills"), book)
	entry.member["skills"] = known
	if unknown:
		listed = "、".join(unknown)
		entry.member["hobbies"] = "、".join(filter(None, [entry.member["hobbies"], listed]))
		entry.tell("skills", _("{0} is not in the list of skills and was put to the hobbies.").format(listed))


def _wishes(entry: Entry, book: names.Book):
	"""What is no kind of service is kept as the post that the member wants."""
	known, unknown = lists.wishes(entry.row.get("wishes"), book)
	entry.member["wishes"] = known
	if unknown:
		entry.registration["wanted_post"] = "、".join(unknown)
		sentence = _("{0} is no kind of service in the list and was put down as the wanted post.")
		entry.tell("wishes", sentence.format("、".join(unknown)))


def _times(entry: Entry, book: names.Book):
	found, unknown = lists.times(entry.row.get("times"), book)
	entry.member["times"] = found
	entry.member["can_emergency"] = int(any(row["day_kind"] == "Emergency" for row in found))
	if unknown:
		_not_among(entry, "times", "、".join(unknown), names.words(book, "day_kind"))


def _notices(entry: Entry, book: names.Book):
	written = cells.plain(entry.row.get("notices")).lower()
	if written in TICKS or WORDS["notices"].get(written) == "1":
		entry.notices_read = True
	elif written and written not in CROSSES and WORDS["notices"].get(written) != "0":
		_not_among(entry, "notices", written, names.words(book, "notices"))
	entry.registration["discipline_accepted"] = entry.registration["privacy_accepted"] = int(
		entry.notices_read
	)


def _lengths(entry: Entry, book: names.Book):
	for key, most in book.lengths.items():
		if len(entry.member[key] or "") > most:
			entry.wrong(key, _("is longer than {0} characters.").format(most))


def _further(entry: Entry, book: names.Book):
	"""The fields that the office itself added."""
	for key, (doctype, df) in book.further.items():
		if not (written := entry.row.get(key)):
			continue
		value = further.value(df, written)
		if value is None:
			entry.findings.append(Finding(key, further.sentence(df, written)))
		values = entry.member if doctype == "Sink Member" else entry.registration
		values[df.fieldname] = value


def _choice(entry: Entry, book: names.Book, key: str) -> str | None:
	written = entry.row.get(key)
	chosen = names.option(book, key, written) if written else None
	if written and not chosen:
		_not_among(entry, key, written, names.words(book, key))
	return chosen


def _named(entry: Entry, key: str, known: names.Names) -> str | None:
	"""The one record of a name; else a finding that says which come near it, or which share it."""
	written = entry.row.get(key)
	found = known.find(written)
	if len(found) == 1:
		return found[0]
	if found:
		shared = "、".join(known.titles[record] for record in found)
		entry.wrong(key, _("{0} may be any of {1}. Please write it as here.").format(written, shared))
	elif near := known.near(written):
		entry.wrong(key, _("{0} is not known. Near it: {1}.").format(written, "、".join(near)))
	else:
		entry.wrong(key, _("{0} is not known.").format(written))
	return None


def _not_among(entry: Entry, key: str, written: str, words: list[str]):
	entry.wrong(key, _("{0} is none of {1}.").format(written, "、".join(words)))


RULES = (
	_name,
	_mobile,
	_choices,
	_birth_date,
	_id_number,
	_organization,
	_kind,
	_home,
	_community,
	_texts,
	_skills,
	_wishes,
	_times,
	_notices,
	_lengths,
	_further,
)
