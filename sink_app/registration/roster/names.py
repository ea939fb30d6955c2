"""The records of a site under the names that rows write, and what comes near a name that nothing has."""

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

import frappe

from sink_app.registration.roster import cells
from sink_app.registration.roster.columns import WORDS

NEAR = 3
"""How many near names a finding tells."""
LIKENESS = 0.5
LONGEST_DATA = 140
"""Characters that the framework takes in a Data field of no length of its own."""
DIGITS = "零一二三四五六七八九"
ENDINGS = (
	(re.compile(r"支部委员会$|支委会$"), "支部"),
	(re.compile(r"委员会$"), "党委"),
	(re.compile(r"党总支部?|总支部"), "总支"),
	(re.compile(r"党支部"), "支部"),
)
FURTHER_TYPES = ("Data", "Small Text", "Text", "Select", "Check", "Date", "Int", "Float")
COMMUNITY_ENDINGS = re.compile(r"(?:居民委员会|村民委员会|居委会|村委会|党委|党总支)$")


class Names:
	"""Records by the names they go by; one name may mean several records."""

	def __init__(self, tidy=cells.plain):
		self._tidy = tidy
		self._records: dict[str, list[str]] = {}
		self._written: dict[str, str] = {}
		self.titles: dict[str, str] = {}

	def add(self, record: str, title: str, names: Iterable[str | None]):
		"""Let a record be found by its names; title is how a finding calls it."""
		self.titles[record] = title
		for name in filter(None, names):
			known = self._records.setdefault(self._tidy(name), [])
			if record not in known:
				known.append(record)
			self._written.setdefault(self._tidy(name), title)

	def find(self, written: str) -> list[str]:
		"""The records that go by a name; a sheet exported from a site names them as they are stored."""
		return self._records.get(self._tidy(written)) or ([written] if written in self.titles else [])

	def near(self, written: str) -> list[str]:
		"""Titles of records with a name like the one written, nearest first."""
		tidy = self._tidy(written)
		inside = [name for name in self._records if tidy and (tidy in name or name in tidy)]
		alike = difflib.get_close_matches(tidy, self._records, n=NEAR, cutoff=LIKENESS)
		return list(dict.fromkeys(self._written[name] for name in [*inside[:NEAR], *alike]))[:NEAR]


@dataclass
class Book:
	"""Everything a row may name. Read once a run; the rules ask it and not the database."""

	year: int
	registration_type: str
	organization: str
	organizations: Names
	communities: Names
	skills: Names
	wishes: Names
	options: dict[str, list[str]]
	further: dict[str, tuple[str, object]] = field(default_factory=dict)
	"""{key: (DocType, field)} of the fields that the office itself added."""
	single_organization: bool = False
	"""The roster is of one branch, so that its rows need not name it."""
	lengths: dict[str, int] = field(default_factory=dict)
	"""How many characters a text may have, by column."""


def load(organization: str, year: int, registration_type: str) -> Book:
	"""What a roster of an organization's members may name, as far as the session's user may read it."""
	organizations = _organizations(organization)
	return Book(
		year=year,
		registration_type=registration_type,
		organization=organization,
		organizations=organizations,
		communities=_communities(),
		skills=_list("Sink Skill", "skill_name", disabled=0),
		wishes=_list("Sink Service Category", "category_name", is_group=0, disabled=0),
		options=_options(),
		further=further_fields(),
		single_organization=len(organizations.titles) == 1,
		lengths=_lengths(),
	)


def further_titles() -> dict[str, str]:
	"""{title as a sheet's header gives it: key} of the fields that the office added."""
	found = {}
	for key, (_doctype, df) in further_fields().items():
		for label in (df.label, frappe._(df.label)):
			found.setdefault(cells.title(label), key)
	return found


def further_fields() -> dict[str, tuple[str, object]]:
	"""{key: (DocType, field)} of the custom fields a roster can fill on a member or a registration."""
	return {
		f"{doctype}.{df.fieldname}": (doctype, df)
		for doctype in ("Sink Member", "Sink Registration")
		for df in frappe.get_meta(doctype).get_custom_fields()
		if df.label and df.fieldtype in FURTHER_TYPES and not (df.read_only or df.hidden)
	}


def organization_key(written: str) -> str:
	"""A party organization's name in one of its spellings, brought to one: 第1党支部 is 第一支部."""
	name = re.sub(r"[\s/\\>《》«»\"'“”()·.-]", "", cells.plain(written)).removeprefix("中共")
	for ending, short in ENDINGS:
		name = ending.sub(short, name)
	return re.sub(r"(?<=第)\d{1,2}", lambda found: _in_words(int(found.group())), name)


def community_key(written: str) -> str:
	"""A community's name without what its committee is called."""
	name = COMMUNITY_ENDINGS.sub("", re.sub(r"[\s/\\>·-]", "", cells.plain(written)))
	return name.removesuffix("社区") or name


def _in_words(number: int) -> str:
	tens, ones = divmod(number, 10)
	if not tens:
		return DIGITS[ones]
	return f"{DIGITS[tens] if tens > 1 else ''}十{DIGITS[ones] if ones else ''}"


def _organizations(top: str) -> Names:
	"""The organization itself and all below, by their names and by the names of what stands above them."""
	bounds = frappe.db.get_value("Sink Organization", top, ["lft", "rgt"], as_dict=True)
	rows = frappe.get_list(
		"Sink Organization",
		filters={"lft": (">=", bounds.lft), "rgt": ("<=", bounds.rgt), "disabled": 0},
		fields=["name", "org_name", "short_name", "parent_sink_organization as parent"],
		order_by="lft asc",
		limit_page_length=0,
	)
	names = Names(organization_key)
	chains: dict[str, list[list[str]]] = {}
	for row in rows:
		own = [name for name in (row.org_name, row.short_name) if name]
		chains[row.name] = [own, *chains.get(row.parent, [])]
		names.add(row.name, _full_title(chains[row.name]), _with_those_above(chains[row.name]))
	return names


def _full_title(chain: list[list[str]]) -> str:
	"""A branch's name after that of the organization above it; the top of the roster goes without saying."""
	return "".join(own[0] for own in reversed(chain[:-1])) or chain[0][0]


def _with_those_above(chain: list[list[str]]) -> list[str]:
	"""第一党支部, 图书馆党总支第一党支部, and so on to the top, for each spelling."""
	found = list(chain[0])
	for depth in range(1, len(chain)):
		found += [f"{above}{name}" for above in chain[depth] for name in chain[0]]
		found.append("".join(own[0] for own in reversed(chain[: depth + 1])))
	return found


def _communities() -> Names:
	rows = frappe.get_list(
		"Sink Area",
		filters={"level": ("in", ("District", "Street", "Community")), "disabled": 0},
		fields=["name", "area_name", "level", "street", "district"],
		order_by="lft asc",
		limit_page_length=0,
	)
	above = {row.name: row.area_name for row in rows}
	names = Names(community_key)
	for row in rows:
		if row.level == "Community":
			street, district = above.get(row.street, ""), above.get(row.district, "")
			ways = ["", street, district, district + street]
			names.add(row.name, f"{street}{row.area_name}", [f"{way}{row.area_name}" for way in ways])
	return names


def _list(doctype: str, title_field: str, **filters) -> Names:
	names = Names(lambda written: re.sub(r"\s", "", cells.plain(written)).lower())
	rows = frappe.get_list(
		doctype, filters=filters, fields=["name", title_field], order_by="creation asc", limit_page_length=0
	)
	for row in rows:
		names.add(row.name, row[title_field], (row[title_field], frappe._(row[title_field])))
	return names


def _options() -> dict[str, list[str]]:
	fields = {
		"sex": ("Sink Member", "sex"),
		"staff_kind": ("Sink Member", "staff_kind"),
		"registration_type": ("Sink Registration", "registration_type"),
		"day_kind": ("Sink Member Time", "day_kind"),
		"level": ("Sink Member Skill", "level"),
	}
	return {
		key: [option for option in frappe.get_meta(doctype).get_options(fieldname).split("\n") if option]
		for key, (doctype, fieldname) in fields.items()
	}


def _lengths() -> dict[str, int]:
	meta = frappe.get_meta("Sink Member")
	return {key: meta.get_field(key).length or LONGEST_DATA for key in ("member_name", "position_title")}


def option(book: Book, key: str, written: str) -> str | None:
	"""The option of a Select field for the paper's word, the option itself or its translation."""
	word = re.sub(r"\s", "", cells.plain(written))
	meant = WORDS[key].get(word)
	if meant in book.options[key]:
		return meant
	return next((each for each in book.options[key] if word in (each, frappe._(each))), None)


def words(book: Book, key: str) -> list[str]:
	"""The paper's word for each option of a list, in the order of the options."""
	first = {meant: word for word, meant in reversed(WORDS[key].items())}
	options = book.options.get(key) or list(dict.fromkeys(WORDS[key].values()))
	return [first.get(option) or frappe._(option) for option in options]
