"""The questions of every subject: what of which DocType is asked of whom at which door, and what may come."""

from collections.abc import Iterator
from functools import partial

import frappe

from tests.isolation import ledger
from tests.isolation.asking import Question, nothing_of
from tests.isolation.doors import accounts, changes, lists, records, reports, whitelisted
from tests.isolation.doors.kind import Kind
from tests.isolation.oracle import Oracle, Person, levels
from tests.support.client import Client
from tests.support.reading import readable


class Examiner:
	"""What may come through, for one DocType and one person."""

	def __init__(self, world, oracle: Oracle, it: Kind, person: Person):
		self.world, self.oracle, self.it, self.person = world, oracle, it, person
		self.who: Client = world.clients[person.label]
		self.meta = frappe.get_meta(it.name)
		self.planted = world.planted.get(it.name, {})
		self.visible = oracle.visible(person, it.name)
		self.known = {row["name"] for row in oracle.records(it.name)}
		self.grows = frappe.db.count(it.name) != len(self.known)

	def sides(self) -> Iterator[tuple[dict, bool, list[str]]]:
		"""(planted record, whether it is theirs, the strings of it that they may not read)"""
		for side, record in self.planted.items():
			is_theirs = record["name"] in self.visible
			allowed = levels(self.person, self.meta) if is_theirs else None
			yield record, is_theirs, self.world.forbidden(self.it.name, side, allowed)

	def hidden(self) -> list[dict]:
		"""The planted records that are not theirs."""
		return [record for record, is_theirs, _forbidden in self.sides() if not is_theirs]

	def named_by_theirs(self) -> set[str]:
		"""What their planted records name in the links they read: a list of them tells no more."""
		theirs = {record["name"] for record, is_theirs, _forbidden in self.sides() if is_theirs}
		rows = [row for row in self.oracle.records(self.it.name) if row["name"] in theirs]
		readable = levels(self.person, self.meta)
		links = [each.fieldname for each in self.meta.get_link_fields() if (each.permlevel or 0) in readable]
		return {row[link] for row in rows for link in links if row.get(link)}

	def rights(self) -> set[tuple[str, int]]:
		"""(right, level) that the person's roles hold on the DocType."""
		return {
			(right, row.permlevel or 0)
			for row in self.meta.permissions
			if row.role in self.person.roles
			for right in frappe.permissions.rights
			if row.get(right)
		}

	def group(self) -> tuple:
		"""Who agree in it may see the same of the DocType: one of them speaks for all at most doors."""
		seen = frozenset(record["name"] for record, is_theirs, _forbidden in self.sides() if is_theirs)
		read = frozenset(levels(self.person, self.meta))
		return self.person.user == "Guest", seen, read if seen else bool(read)


def of_lists(of: Examiner, in_full: bool) -> Iterator[Question]:
	"""Rows and numbers of a DocType, and what lists show of the planted records."""
	it, who, visible, known = of.it, of.who, of.visible, of.known

	def judge_rows(got: set) -> tuple:
		got = got & known
		return got - visible, got and visible - got

	def judge_some(got: set) -> tuple:
		return got & known - visible, None

	def judge_count(got: int) -> tuple:
		return got > len(visible) and f"{got} counted, {len(visible)} visible", None

	judged = ((lists.ROWS, judge_rows), (lists.SOME_ROWS, judge_some), (lists.COUNTS, judge_count))
	for doors, judge in judged:
		for door, ask in doors.items():
			# what asking adds to (a log of exports) cannot be counted
			if (in_full or door in lists.BY_ALL) and not (of.grows and doors is lists.COUNTS):
				yield Question(door, lambda ask=ask: ask(who, it), judge)
	for name in sorted(known - visible)[:2] if in_full else ():
		get = partial(who.get, it.name, name)
		yield Question("REST get of a hidden one", get, lambda answer: (answer.ok and answer.text, None))
	marks = [mark for _record, _is_theirs, forbidden in of.sides() for mark in forbidden]
	for door, ask in lists.TO_READ.items() if in_full and marks else ():
		yield Question(door, lambda ask=ask: ask(who, it), nothing_of(marks, readable))


def of_records(of: Examiner, in_full: bool) -> Iterator[Question]:
	"""What is learnt of a planted record by its name, by a guess, by the address of its file."""
	strange = [record["name"] for record in of.hidden()]
	known = of.named_by_theirs()
	for record, is_theirs, forbidden in of.sides():
		# what is strange to them is asked for at all doors once
		at_all = in_full and record["name"] not in strange[1:]
		name, mark = record["name"], record["mark"]
		others = [each for each in others_names(of, name) if is_theirs or each not in known]
		# of a record that is theirs with all its levels nothing can leak
		doors = dict(records.NAMED) if forbidden else {}
		if not is_theirs:
			doors |= records.NAMED_BY_STRANGERS
		for door, ask in doors.items():
			if at_all or door in records.BY_ALL:
				# a record that is theirs may name another that is not; what is linked with it is not told
				marks = [*forbidden, *others] if not is_theirs or "linked " in door else forbidden
				yield Question(door, asked(of, ask, name), nothing_of(marks, readable))
		yield file_of(of, record, is_theirs)
		if at_all and not is_theirs:
			yield from hung_on(of, record)
			yield from guesses(of, name, mark)
		for field, text in looked_for(of.meta, forbidden, mark) if at_all else ():
			for door, ask in records.LOOKED_FOR.items():
				yield Question(
					f"{door} on {field}", asked(of, ask, field, text), nothing_of([name], readable)
				)


def asked(of: Examiner, ask, *words):
	return lambda: ask(of.who, of.it, *words)


def others_names(of: Examiner, name: str) -> list[str]:
	"""The names of hidden planted records of every kind, but for the one that was asked for."""
	hidden = [
		record["name"]
		for doctype, sides in of.world.planted.items()
		for record in sides.values()
		if record["name"] not in of.oracle.visible(of.person, doctype)
	]
	return [each for each in hidden if each != name]


def file_of(of: Examiner, record: dict, is_theirs: bool) -> Question:
	def judge(answer) -> tuple:
		return not is_theirs and record["mark"] in answer.text, is_theirs and not answer.ok

	return Question("file's bytes", lambda: of.who.ask("GET", record["file_url"]), judge)


def hung_on(of: Examiner, record: dict) -> Iterator[Question]:
	"""What hangs on a record, by its own name."""
	for hung, name in record["hung"].items():
		yield Question(
			f"REST get of its {hung}",
			lambda hung=hung, name=name: of.who.get(hung, name),
			nothing_of([record["mark"], record["name"]], readable),
		)


def guesses(of: Examiner, name: str, mark: str) -> Iterator[Question]:
	for door, ask in records.GUESSED.items():
		yield Question(door, asked(of, ask, mark), nothing_of([name], readable))
	unseen = of.known - of.visible
	for door, ask in records.LEADING_ON.items():
		yield Question(door, asked(of, ask, name), lambda answer: (answer.message in unseen, None))


def looked_for(meta, forbidden: list[str], mark: str) -> list[tuple[str, str]]:
	"""One field of each kind that may not be read: of the record, or of the levels above one's own."""
	found = {}
	for each in meta.fields:
		text = f"{mark}L{each.permlevel or 0}"
		if each.fieldtype in ("Data", "Small Text") and any(text.startswith(one) for one in forbidden):
			found.setdefault(each.permlevel, (each.fieldname, text))
	# of a record that is hidden as a whole one field is enough
	return list(found.values()) if mark not in forbidden else list(found.values())[:1]


def of_what_hangs(world, oracle: Oracle, person: Person) -> Iterator[Question]:
	"""Files, remarks, tasks, logs … of all records there are."""
	marks = []
	for doctype, sides in world.planted.items():
		visible = oracle.visible(person, doctype)
		hidden = [record for record in sides.values() if record["name"] not in visible]
		marks += [word for record in hidden for word in (record["mark"], record["name"])]
	who = world.clients[person.label]
	logs = frappe.get_hooks("access_logs")
	for door, ask in records.WIDE.items():
		# an entry of a log names what it speaks of, to who reads the log and not the record
		named = told_by_log(oracle, person, door, logs[door][1]) if door in logs else set()
		forbidden = [mark for mark in marks if mark not in named]
		yield Question(door, lambda ask=ask: ask(who), nothing_of(forbidden, readable))


def told_by_log(oracle: Oracle, person: Person, log: str, field: str) -> set[str]:
	"""The names that a log's entries tell a person."""
	visible = oracle.visible(person, log)
	return {row[field] for row in oracle.records(log) if row["name"] in visible}


def of_changes(of: Examiner) -> Iterator[Question]:
	"""What somebody who may not see a record does to it; the judge puts back what was changed."""
	for record in of.hidden()[:1]:
		kept = ledger.Kept(of.it.name, record["name"])
		for door, ask in changes.CHANGES.items():
			yield Question(
				f"{door} on {of.it.name}",
				asked(of, ask, record["name"]),
				lambda _answer, kept=kept: (kept.put_back(), None),
			)


def of_accounts(world, oracle: Oracle, person: Person) -> Iterator[Question]:
	"""Accounts of people: of colleagues along the trees, and of whom one may read the record."""
	who = world.clients[person.label]
	others = [each for each in world.people.values() if each.user not in ("Guest", person.user)]
	strangers = [each.user for each in others if not oracle.knows(person, each)]
	known = [each for each in others if oracle.knows(person, each)]
	# the search for users offers those who work in the Desk
	colleagues = [each.user for each in known if each.label != "member"]
	users = [each.user for each in others]

	def judge(answer) -> tuple:
		text = readable(answer)
		return [user for user in strangers if user in text], None

	def judge_search(answer) -> tuple:
		text = readable(answer)
		return [user for user in strangers if user in text], [user for user in colleagues if user not in text]

	for door, ask in accounts.ACCOUNTS.items():
		strictly = door in ("link search", "mentions", "REST list") and person.user != "Guest"
		yield Question(
			f"{door} of accounts",
			lambda ask=ask: ask(who, world.word, users),
			judge_search if strictly else judge,
		)


def of_reports(of: Examiner, made) -> Iterator[Question]:
	"""Reports made in the Desk over a DocType, and what was prepared for somebody else."""
	marks = [record["mark"] for record in of.hidden()]
	if of.person.user == made.insider:
		return
	for door, ask in reports.REPORTS.items():
		# what was prepared for the insider is nobody else's, whatever it shows
		forbidden = [*marks, *(made.marks if "prepared" in door else ())]
		yield Question(
			f"{door} on {of.it.name}",
			lambda ask=ask: ask(of.who, of.it, made.insider, made.prepared),
			nothing_of(forbidden, readable),
		)
	yield Question(
		f"deletion of a prepared report on {of.it.name}",
		lambda: reports.delete_prepared(of.who, made.prepared),
		lambda answer: (answer.ok and made.prepared, None),
	)
	yield Question(
		f"prepared reports on {of.it.name}",
		lambda: reports.list_of_prepared(of.who),
		nothing_of([made.prepared], readable),
	)


def of_every_function(of: Examiner, functions: list[str]) -> Iterator[Question]:
	"""Whatever the site lets a client call, of a record that is not theirs."""
	name = of.hidden()[0]["name"]
	marks = [*(each["mark"] for each in of.hidden()), *others_names(of, name)]
	for function in functions:
		yield Question(
			f"{function} of {of.it.name}",
			lambda function=function: whitelisted.ask(of.who, of.it, function, name),
			nothing_of(marks, readable),
		)


def of_other_names(world, person: Person) -> Iterator[Question]:
	"""Functions that are answered elsewhere, asked for by a name that leads past the answer."""
	who = world.clients[person.label]

	def judge(answer) -> tuple:
		return answer.refusal != "AnsweredElsewhere" and answer.text, None

	for name in whitelisted.other_names():
		yield Question(
			f"{name}, by that name", lambda name=name: whitelisted.ask_by_another_name(who, name), judge
		)
	for function in filter(whitelisted.is_guarded, frappe.get_hooks("override_whitelisted_methods")):
		for argument in ("query", "tree_method"):
			ask = partial(whitelisted.ask_as_argument, who, function, argument)
			yield Question(f"{function} as {argument}", ask, judge)
