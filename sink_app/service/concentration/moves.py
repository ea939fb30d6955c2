"""The fewest and nearest moves that bring every community below the ratio, as a question to the solver."""

from dataclasses import dataclass

from sink_app.service import solving

SECONDS = 8.0
HOME, NEAR_HOME, NEAR_OLD, IN_DISTRICT = range(4)
"""How near a community is for somebody: where they live, in that street, in the one they leave, farther."""


Group = tuple[str, tuple[tuple[str, int], ...]]
"""The community that somebody leaves, and how near every other is."""


@dataclass(frozen=True)
class Question:
	excess: dict[str, int]
	"""By community that gives: how many are too many."""
	room: dict[str, int]
	"""By community that takes: how many it lacks."""
	people: list[tuple[str, str]]
	"""(registration, community that gives), in the order in which equals are asked."""
	nearness: dict[tuple[str, str], int]
	"""{(registration, community that takes): how near}; a pair that is not in it is not moved."""


@dataclass(frozen=True)
class Answer:
	moves: list[tuple[str, str]]
	"""(registration, community that takes)."""
	left: dict[str, int]
	"""Communities that stay above the ratio, and by how many people."""
	status: str
	is_proven: bool
	objective: int
	bound: int
	seconds: float


def solve(question: Question) -> Answer:
	"""As many of those who are too many as possible, nobody more, and each as near as can be.

	People for whom every community is as near as for others are counted together: who of them goes is settled
	afterwards, in the order in which they stand.

	:raises solving.SolverMissing:
	"""
	alike = _alike(question)
	model = solving.cp_model().CpModel()
	goes = {
		(group, target): model.new_int_var(0, min(len(names), question.room.get(target, 0)), "")
		for group, names in alike.items()
		for target, _near in group[1]
	}
	for group, names in alike.items():
		model.add(sum(goes[group, target] for target, _near in group[1]) <= len(names))
	for target, room in question.room.items():
		model.add(sum(number for (_group, into), number in goes.items() if into == target) <= room)
	left = {}
	for place, excess in question.excess.items():
		leaving = sum(number for (group, _target), number in goes.items() if group[0] == place)
		left[place] = model.new_int_var(0, excess, "")
		model.add(leaving + left[place] == excess)
	farthest = (IN_DISTRICT + 1) * (sum(question.excess.values()) + 1)
	far = sum(dict(group[1])[target] * number for (group, target), number in goes.items())
	model.minimize(sum(left.values()) * farthest + far)
	return _answer(question, alike, goes, left, solving.solve(model, SECONDS))


def _alike(question: Question) -> dict[Group, list[str]]:
	"""Who leaves the same community and has the same way to every other."""
	ways: dict[str, list[tuple[str, int]]] = {}
	for (name, target), near in question.nearness.items():
		ways.setdefault(name, []).append((target, near))
	found: dict[Group, list[str]] = {}
	for name, place in question.people:
		found.setdefault((place, tuple(ways.get(name, ()))), []).append(name)
	return found


def _answer(
	question: Question, alike: dict[Group, list[str]], goes: dict, left: dict, verdict: solving.Verdict
) -> Answer:
	value, moves = verdict.solver.value, []
	waiting = {group: list(names) for group, names in alike.items()}
	for (group, target), number in goes.items() if verdict.has_values else ():
		for _turn in range(value(number)):
			moves.append((waiting[group].pop(0), target))
	stays = {
		name: value(each) if verdict.has_values else question.excess[name] for name, each in left.items()
	}
	return Answer(
		moves=moves,
		left={name: number for name, number in stays.items() if number},
		status=verdict.status,
		is_proven=verdict.is_proven,
		objective=round(verdict.objective),
		bound=round(verdict.bound),
		seconds=verdict.seconds,
	)
