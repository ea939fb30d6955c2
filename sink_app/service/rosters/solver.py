"""A roster as a question to the solver, and its answer. Knows days and people, not where they are kept.

What is asked, the more important first:
1. every day has as many as it needs at least,
2. and as many as are wished for, not more,
3. loads differ by one shift at most, what was carried over included,
4. nobody is on duty again within so many working days.
Whatever cannot be had is taken as far as possible, and the answer says by how much and for whom.
"""

from dataclasses import dataclass, field
from datetime import date

from sink_app.service import solving

SECONDS = 6.0
"""For the first three; so long a search has never been needed."""
SECONDS_APART = 2.0


@dataclass(frozen=True)
class Question:
	days: list[date]
	"""Working days, in order."""
	free: dict[str, set[date]]
	"""The days on which each person may be on duty; everybody stands here, also who has none."""
	carried: dict[str, int] = field(default_factory=dict)
	"""Shifts that somebody had more than others before."""
	pinned: frozenset[tuple[date, str]] = frozenset()
	"""Set by hand: these stay, whatever else."""
	at_least: int = 1
	wanted: int = 1
	apart: int = 0
	"""Working days that lie between two shifts of one person."""


@dataclass(frozen=True)
class Answer:
	shifts: list[tuple[date, str]]
	empty: dict[date, int]
	"""Days that lack somebody, and how many to the least number."""
	fewer: dict[date, int]
	"""Days with fewer than were wished for, and how many fewer."""
	below: dict[str, int]
	"""People with fewer shifts than a fair share, and how many fewer."""
	above: dict[str, int]
	close: list[tuple[str, date, date]]
	"""Shifts of one person that lie closer than wished for."""
	status: str
	is_proven: bool
	objective: int
	bound: int
	seconds: float

	@property
	def is_complete(self) -> bool:
		"""Whether nothing that was asked had to give way; shifts close together are told, not counted."""
		return not (self.empty or self.fewer or self.below or self.above)


class _Model:
	"""The variables and rules of a question."""

	def __init__(self, question: Question):
		self.question = question
		self.model = solving.cp_model().CpModel()
		self.on = {}
		for person, free in question.free.items():
			for day in question.days:
				if day in free or (day, person) in question.pinned:
					self.on[person, day] = self.model.new_bool_var("")
		for day, person in question.pinned:
			if (person, day) in self.on:
				self.model.add(self.on[person, day] == 1)
		self.empty, self.fewer, self.below, self.above = {}, {}, {}, {}
		self._fill_days()
		self._share_fairly()

	def of_day(self, day: date) -> list:
		return [self.on[person, day] for person in self.question.free if (person, day) in self.on]

	def of_person(self, person: str) -> list:
		return [self.on[person, day] for day in self.question.days if (person, day) in self.on]

	def _fill_days(self):
		asked = self.question
		for day in asked.days:
			by_hand = sum(1 for each, _person in asked.pinned if each == day)
			number = sum(self.of_day(day))
			self.empty[day] = self.model.new_int_var(0, asked.at_least, "")
			self.fewer[day] = self.model.new_int_var(0, asked.wanted, "")
			self.model.add(number + self.empty[day] >= asked.at_least)
			self.model.add(number + self.fewer[day] >= asked.wanted)
			self.model.add(number <= max(asked.wanted, by_hand))

	def _share_fairly(self):
		"""Everybody's load lies between a base that the solver chooses and one more."""
		asked = self.question
		most = len(asked.days) + max(asked.carried.values(), default=0)
		base = self.model.new_int_var(0, most, "")
		for person in asked.free:
			load = sum(self.of_person(person)) + asked.carried.get(person, 0)
			self.below[person] = self.model.new_int_var(0, most, "")
			self.above[person] = self.model.new_int_var(0, most, "")
			self.model.add(load + self.below[person] >= base)
			self.model.add(load - self.above[person] <= base + 1)

	def cost(self):
		"""One number for the first three wishes: all of a later one weigh less than one of an earlier."""
		asked = self.question
		unfair = sum(self.below.values()) + sum(self.above.values())
		longest = len(asked.days) + max(asked.carried.values(), default=0)
		most = 2 * longest * max(1, len(asked.free)) + 1
		most_fewer = asked.wanted * len(asked.days) + 1
		empty, fewer = sum(self.empty.values()), sum(self.fewer.values())
		return empty * most * most_fewer + fewer * most + unfair

	def keep_apart(self) -> list:
		"""Windows of days in which a person is on duty once at most; what each has too many."""
		asked, found = self.question, []
		for person in asked.free:
			for start in range(len(asked.days) - 1):
				window = asked.days[start : start + asked.apart + 1]
				inside = [self.on[person, day] for day in window if (person, day) in self.on]
				if len(inside) > 1:
					extra = self.model.new_int_var(0, len(inside), "")
					self.model.add(sum(inside) <= 1 + extra)
					found.append(extra)
		return found


def solve(question: Question) -> Answer:
	"""Answer a question; raises solving.SolverMissing."""
	made = _Model(question)
	made.model.minimize(made.cost())
	first = solving.solve(made.model, SECONDS)
	last = first
	if first.has_values and question.apart:
		last = _spread(made, first) or first
	return _answer(made, first, last)


def _spread(made: _Model, first: solving.Verdict) -> solving.Verdict | None:
	"""Of all rosters as good as the one found, one whose shifts of a person lie well apart."""
	cost = made.cost()
	for variable in made.on.values():
		made.model.add_hint(variable, first.solver.value(variable))
	made.model.add(cost <= round(first.objective))
	made.model.minimize(sum(made.keep_apart()))
	found = solving.solve(made.model, SECONDS_APART)
	return found if found.has_values else None


def _answer(made: _Model, first: solving.Verdict, last: solving.Verdict) -> Answer:
	asked, value = made.question, last.solver.value
	shifts = [
		(day, person)
		for day in asked.days
		for person in asked.free
		if last.has_values and (person, day) in made.on and value(made.on[person, day])
	]

	def more_than_none(variables: dict) -> dict:
		if not last.has_values:
			return {}
		return {key: number for key, variable in variables.items() if (number := value(variable))}

	return Answer(
		shifts=shifts,
		empty=more_than_none(made.empty),
		fewer=more_than_none(made.fewer),
		below=more_than_none(made.below),
		above=more_than_none(made.above),
		close=_close(asked, shifts),
		status=first.status,
		is_proven=first.is_proven,
		objective=round(first.objective),
		bound=round(first.bound),
		seconds=first.seconds + (last.seconds if last is not first else 0),
	)


def _close(asked: Question, shifts: list[tuple[date, str]]) -> list[tuple[str, date, date]]:
	place = {day: number for number, day in enumerate(asked.days)}
	last: dict[str, date] = {}
	found = []
	for day, person in shifts:
		before = last.get(person)
		if before and asked.apart and place[day] - place[before] <= asked.apart:
			found.append((person, before, day))
		last[person] = day
	return found
