"""Many entries to their members and registrations with a handful of questions, by the same rules."""

from dataclasses import dataclass

import frappe

from sink_app.access import columns
from sink_app.approvals import chain, in_sets
from sink_app.personal import vault
from sink_app.registration import tallies
from sink_app.registration.roster import writing
from sink_app.registration.roster.answers import Answers
from sink_app.registration.roster.insertion import Insertion
from sink_app.registration.roster.known import MEMBER, NUMBERS, REGISTRATION, Known
from sink_app.registration.roster.light import Light
from sink_app.registration.roster.names import Book
from sink_app.registration.roster.rules import Entry
from sink_app.registration.roster.verdicts import KEPT, Verdict

SAVEPOINT = "roster_set"


@dataclass
class Going:
	"""An entry that nothing has refused yet."""

	position: int
	entry: Entry
	verdict: Verdict
	person: str | None
	"""The record of its person; None where it is to be made."""
	member: Light | None = None
	registration: Light | None = None


class Sets:
	"""Writes entries of one roster, as the session's user."""

	rows_a_stretch = 1000
	"""So many rows go in together; a killed run loses no more."""

	def __init__(self, book: Book, rehearse: bool):
		self._book = book
		self._rehearse = rehearse
		self._members = Insertion(MEMBER)
		self._registrations = Insertion(REGISTRATION)
		self._steps = in_sets.Steps(REGISTRATION, writing.FORWARD)
		self.fault: Exception | None = None
		"""What went wrong with a set; its entries, and all after it, went in one by one."""

	def write(self, entries: list[Entry]) -> list[Verdict]:
		"""Take entries in and say what became of each; what no set can take goes in by `writing.write`."""
		verdicts: dict[int, Verdict] = {}
		for wave in _waves(entries):
			verdicts.update(self._settled(wave))
		return [verdicts[position] for position in range(len(entries))]

	def _settled(self, wave: list[tuple[int, Entry]]) -> dict[int, Verdict]:
		if self.fault:
			return self._one_by_one(wave)
		frappe.db.savepoint(SAVEPOINT)
		try:
			with tallies.at_once():
				verdicts, left = self._written(wave)
		except Exception as fault:
			# whatever it is, one by one it meets the row it is about and no other
			frappe.db.rollback(save_point=SAVEPOINT)
			self.fault = fault
			frappe.log_error(title="Roster import: a set of rows went in one by one")
			return self._one_by_one(wave)
		if self._rehearse:
			frappe.db.rollback(save_point=SAVEPOINT)
		return {**verdicts, **self._one_by_one(left)}

	def _one_by_one(self, wave: list[tuple[int, Entry]]) -> dict[int, Verdict]:
		return {position: writing.write(entry, self._book, self._rehearse) for position, entry in wave}

	def _written(self, wave: list[tuple[int, Entry]]) -> tuple[dict[int, Verdict], list[tuple[int, Entry]]]:
		"""(verdicts, entries that have to go in one by one)"""
		verdicts: dict[int, Verdict] = {}
		good = [(position, entry) for position, entry in wave if not entry.is_wrong]
		verdicts.update({position: writing.refused(entry) for position, entry in wave if entry.is_wrong})
		known = Known(entry for _position, entry in good)
		going = self._begin(good, known, verdicts)
		answers = self._read_ahead(going)
		with answers.given():
			with vault.answering(MEMBER, {field: known.held[field] for field in NUMBERS}):
				going, left = self._make_members(going, verdicts)
			self._know_members(answers, going)
			going, later = self._make_registrations(going, verdicts)
			answers.only(
				REGISTRATION, "member", {each.person: each.registration.name for each in going if each.member}
			)
			self._send_on([each for each in going if self._may_go_on(each)])
		verdicts.update({each.position: each.verdict for each in going})
		return verdicts, left + later

	def _begin(
		self, wave: list[tuple[int, Entry]], known: Known, verdicts: dict[int, Verdict]
	) -> list[Going]:
		going = []
		for position, entry in wave:
			try:
				verdict, person = writing.begun(entry, self._book, known)
			except writing.REFUSALS as refusal:
				verdicts[position] = writing.refused(entry, refusal)
				continue
			if verdict.result == KEPT:
				verdicts[position] = verdict
			else:
				going.append(Going(position, entry, verdict, person))
		return going

	def _read_ahead(self, going: list[Going]) -> Answers:
		answers = Answers()
		homes = {each.entry.member.get("home_area") for each in going}
		nodes = {
			"Sink Organization": {each.entry.member["organization"] for each in going},
			"Sink Area": {*homes, *(each.entry.registration["community"] for each in going)},
		}
		for tree, names in nodes.items():
			columns.read_ahead(tree, names)
			answers.read(tree, names)
		return answers

	def _know_members(self, answers: Answers, going: list[Going]):
		"""Members made just now have no registrations yet."""
		answers.read(MEMBER, [each.person for each in going])
		answers.only(REGISTRATION, "member", {each.person: None for each in going if each.member})

	def _make_members(self, going: list[Going], verdicts: dict) -> tuple[list[Going], list]:
		new = [each for each in going if not each.person]
		for each in new:
			each.member = self._members.kind.make(each.entry.member)
		ready, left = self._prepared(self._members, {id(each): each.member for each in new}, new, verdicts)
		self._members.write([each.member for each in ready])
		for each in ready:
			each.person = each.member.name
		return [each for each in going if each.person], left

	def _make_registrations(self, going: list[Going], verdicts: dict) -> tuple[list[Going], list]:
		for each in going:
			values = writing.registration_values(each.entry, each.person)
			each.registration = self._registrations.kind.make(values)
		lights = {id(each): each.registration for each in going}
		ready, left = self._prepared(self._registrations, lights, going, verdicts)
		stay = {id(each) for each in ready}
		self._members.take_back([each.member for each in going if each.member and id(each) not in stay])
		self._members.finish([each.member for each in ready if each.member])
		self._registrations.write([each.registration for each in ready])
		self._registrations.finish([each.registration for each in ready])
		return ready, left

	def _prepared(
		self, insertion: Insertion, lights: dict[int, Light], going: list[Going], verdicts: dict
	) -> tuple[list[Going], list[tuple[int, Entry]]]:
		"""(what may be written, the entries left to go in one by one); what is refused gets its verdict."""
		ready, left = [], []
		insertion.fetch(list(lights.values()))
		loose = {id(light) for light in insertion.without_their_links(list(lights.values()))}
		for each in going:
			light = lights[id(each)]
			try:
				if id(light) not in loose:
					insertion.prepare(light)
			except writing.REFUSALS as refusal:
				verdicts[each.position] = writing.refused(each.entry, refusal)
				continue
			if id(light) in loose or not insertion.kind.is_plain(light):
				left.append((each.position, each.entry))
			else:
				ready.append(each)
		return ready, left

	def _may_go_on(self, each: Going) -> bool:
		if reason := writing.stays(each.entry):
			each.verdict.reasons.append(reason)
			return False
		return chain.has_chain(REGISTRATION)

	def _send_on(self, going: list[Going]):
		"""Send registrations on to the community together, or one by one where the chain asks for more."""
		if not self._steps.are_plain:
			for each in going:
				writing.forward(each.registration.name, each.verdict)
			return
		for each, refusal in zip(going, self._step_on([each.registration for each in going]), strict=True):
			each.verdict.is_forwarded = refusal is None
			if refusal:
				frappe.clear_messages()
				each.verdict.reasons.append(writing.sentence(refusal))

	def _step_on(self, records: list[Light]) -> list[Exception | None]:
		return self._steps.take(records, self._registrations.before_save, self._registrations.after_save)


def _waves(entries: list[Entry]) -> list[list[tuple[int, Entry]]]:
	"""Entries with their positions, no person twice in a wave: what one row makes, the next finds."""
	waves: list[list[tuple[int, Entry]]] = []
	seen: dict[tuple, int] = {}
	for position, entry in enumerate(entries):
		depth = 0
		for person in _persons(entry):
			depth = max(depth, seen.get(person, 0))
		for person in _persons(entry):
			seen[person] = depth + 1
		waves += [[]] if depth == len(waves) else []
		waves[depth].append((position, entry))
	return waves or [[]]


def _persons(entry: Entry) -> list[tuple]:
	if entry.is_wrong:
		return []
	keys = [("name", entry.member["member_name"], entry.member["mobile"])]
	return keys + ([("id", number)] if (number := entry.member.get("id_number")) else [])
