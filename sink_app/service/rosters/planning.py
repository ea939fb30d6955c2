"""A roster's days, people and shifts: what the solver is asked, and what becomes of its answer."""

from collections import Counter, defaultdict
from datetime import date, timedelta

import frappe
from frappe import _
from frappe.utils import cint, formatdate, getdate, now_datetime

from sink_app.approvals import calendars
from sink_app.registration.states import IN_SERVICE
from sink_app.service.rosters import (
	COUNTS,
	DRAFT,
	LEAVE,
	MET,
	NOT_MET,
	PERSON,
	PUBLISHED,
	ROSTER,
	SHIFT,
	solver,
)
from sink_app.service.teams import PARTY_MEMBER, TEAM, batches, limits

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MOST_NAMED = 8
"""So many days are named in a sentence; of more their number is said."""


class NobodyToPlan(frappe.ValidationError):
	pass


def working_days(roster) -> list[date]:
	"""The days of a roster on which people work, 调休 days among them."""
	first, last = getdate(roster.from_date), getdate(roster.to_date)
	days = (first + timedelta(days=number) for number in range((last - first).days + 1))
	return [day for day in days if calendars.is_working(day, roster.holiday_list)]


def fill_people(roster):
	"""A row for everybody of the team who is in it in the roster's time; what stands in the rows stays."""
	before = {row.member: row for row in roster.people}
	carried = loads_before(roster)
	rows = []
	for member, name in _team_people(roster):
		old = before.get(member)
		rows.append(
			{
				"member": member,
				"member_name": name,
				"carried": carried.get(member, 0),
				"free_days": old.free_days if old else 0,
				"shifts": old.shifts if old else 0,
				"note": old.note if old else None,
			}
		)
	roster.set("people", rows)


def loads_before(roster) -> dict[str, int]:
	"""How many shifts each had more than who had fewest, up to the team's last published roster before this.

	Who was not in that roster begins like who had fewest: nobody has to make up for time before they came.
	"""
	# acts for itself: the loads of the roster's own team
	last = frappe.get_all(
		ROSTER,
		filters={
			"team": roster.team,
			"workflow_state": PUBLISHED,
			"to_date": ("<", roster.from_date),
			"name": ("!=", roster.name or ""),
		},
		pluck="name",
		order_by="to_date desc",
		limit=1,
	)
	if not last:
		return {}
	carried = dict(_rows_of(PERSON, last[0], "member", "carried"))
	served = Counter(member for (member,) in _shifts_of(last[0], "member"))
	loads = {member: cint(before) + served[member] for member, before in carried.items()}
	least = min(loads.values(), default=0)
	return {member: load - least for member, load in loads.items()}


def question(roster) -> solver.Question:
	"""What the solver is asked of a roster; raises NobodyToPlan."""
	days = working_days(roster)
	people = [row.member for row in roster.people]
	if not days or not people:
		frappe.throw(
			_("There is nobody to plan: the team has no members in this time.")
			if days
			else _("There is no working day in this time."),
			NobodyToPlan,
		)
	free = free_days(roster, days, people)
	return solver.Question(
		days=days,
		free=free,
		carried={row.member: cint(row.carried) for row in roster.people},
		pinned=frozenset(
			(getdate(day), member)
			for day, member, is_pinned in _shifts_of(roster.name, "day", "member", "is_pinned")
			if is_pinned and member in free and getdate(day) in days
		),
		at_least=limits.number("duty_min"),
		wanted=max(cint(roster.per_day), limits.number("duty_min")),
		apart=_apart(roster, len(people)),
	)


def free_days(roster, days: list[date], people: list[str]) -> dict[str, set[date]]:
	"""The days on which each may be on duty: in service, in the team, in turn, and not on leave."""
	team = frappe.get_doc(TEAM, roster.team)
	turns = batches.days_of(team)
	away = _leave(people, days[0], days[-1])
	in_service = _in_service(people)
	rows = {row.member: row for row in team.members if row.member_kind == PARTY_MEMBER}
	free = {}
	for member in people:
		row = rows.get(member)
		spans = turns.get(row.batch) if row and row.batch else None
		free[member] = {
			day
			for day in days
			if member in in_service
			and row
			and _within(day, row.from_date, row.to_date)
			and (spans is None or any(first <= day <= last for first, last in spans))
			and not any(first <= day <= last for first, last in away[member])
		}
	return free


def keep(roster, asked: solver.Question, answer: solver.Answer):
	"""Write an answer down: shifts anew but for those set by hand, loads and what could not be met."""
	frappe.db.delete(SHIFT, {"roster": roster.name, "status": DRAFT, "is_pinned": 0})
	for day, member in answer.shifts:
		if (day, member) not in asked.pinned:
			shift = frappe.get_doc({"doctype": SHIFT, "roster": roster.name, "day": day, "member": member})
			shift.flags.by_roster = True
			# acts for itself: the right was asked of the roster whose shifts these are
			shift.insert(ignore_permissions=True)
	number = Counter(member for _day, member in answer.shifts)
	notes = person_notes(asked, answer)
	for row in roster.people:
		row.free_days, row.shifts = len(asked.free[row.member]), number[row.member]
		row.note = notes.get(row.member)
	words = sentences(roster, asked, answer)
	roster.update(
		{
			"generated_on": now_datetime(),
			"working_days": len(asked.days),
			"empty_days": len(answer.empty),
			"outcome": MET if answer.is_complete else NOT_MET,
			"unmet": "\n".join(words),
			"solver_words": _solver_words(answer),
		}
	)


def sentences(roster, asked: solver.Question, answer: solver.Answer) -> list[str]:
	"""What could not be met, and for whom, in words."""
	names = {row.member: row.member_name for row in roster.people}
	found = []
	if answer.empty:
		found.append(_("Nobody is free on {0}.").format(_named(answer.empty)))
	if fewer := [day for day in answer.fewer if day not in answer.empty]:
		found.append(_("Fewer than {0} people are free on {1}.").format(asked.wanted, _named(fewer)))
	notes = person_notes(asked, answer)
	found += [_("{0}: {1}").format(names[member], notes[member]) for member in notes]
	if answer.close:
		people = list(dict.fromkeys(names[member] for member, _first, _second in answer.close))
		found.append(
			_("Fewer than {0} working days lie between two shifts of {1}.").format(
				asked.apart, _(", ").join(people[:MOST_NAMED])
			)
		)
	return found


def person_notes(asked: solver.Question, answer: solver.Answer) -> dict[str, str]:
	"""Of whom the load is not within one shift of the others', and why."""
	notes = {}
	for member, number in answer.below.items():
		free = len(asked.free[member])
		notes[member] = (
			_("not free on any working day, so no shift")
			if not free
			else _("free on {0} working days only, {1} shifts fewer than the others").format(free, number)
		)
	for member, number in answer.above.items():
		carried = asked.carried.get(member, 0)
		notes[member] = (
			_("{0} shifts more than the others, {1} of them carried over").format(number, carried)
			if carried
			else _("{0} shifts more than the others, for too few people are free on those days").format(
				number
			)
		)
	return notes


def empty_days(roster) -> list[date]:
	"""Working days on which fewer are on duty than there have to be."""
	least = limits.number("duty_min")
	numbers = per_day(roster.name)
	return [day for day in working_days(roster) if numbers[day] < least]


def crowded_days(roster) -> list[date]:
	"""Days on which more are on duty than the notice asks for."""
	most = limits.number("duty_max")
	return sorted(day for day, number in per_day(roster.name).items() if number > most)


def per_day(roster: str) -> Counter:
	"""How many are on duty on each day of a roster."""
	return Counter(getdate(day) for (day,) in _shifts_of(roster, "day"))


def table(roster) -> list[dict]:
	"""Every day of a roster that is worked, or on which somebody is on duty all the same, and who is."""
	least, most = limits.number("duty_min"), limits.number("duty_max")
	people: dict[date, list[str]] = defaultdict(list)
	for day, name in sorted(_shifts_of(roster.name, "day", "member_name")):
		people[getdate(day)].append(name)
	worked = set(working_days(roster))
	return [
		{
			"day": str(day),
			"weekday": _(WEEKDAYS[day.weekday()]),
			"people": people[day],
			"is_empty": day in worked and len(people[day]) < least,
			"is_crowded": len(people[day]) > most,
		}
		for day in sorted(worked | set(people))
	]


def named(days: list[date]) -> str:
	"""Days in a sentence; of many the first ones and their number."""
	return _named(days)


def _apart(roster, people: int) -> int:
	"""Never more days than the turns of so many people leave between two shifts."""
	round_trip = people // max(1, cint(roster.per_day)) - 1
	return max(0, min(cint(roster.days_apart), round_trip))


def _team_people(roster) -> list[tuple[str, str]]:
	team = frappe.get_doc(TEAM, roster.team)
	first, last = getdate(roster.from_date), getdate(roster.to_date)
	return [
		(row.member, row.person_name)
		for row in team.members
		if row.member_kind == PARTY_MEMBER
		and getdate(row.from_date) <= last
		and (not row.to_date or getdate(row.to_date) >= first)
	]


def _leave(people: list[str], first: date, last: date) -> dict[str, list[tuple[date, date]]]:
	# acts for itself: which days somebody is away, of the people whose roster may be written
	rows = frappe.get_all(
		LEAVE,
		filters={"member": ("in", people), "from_date": ("<=", last), "to_date": (">=", first)},
		fields=["member", "from_date", "to_date"],
		order_by="from_date asc",
	)
	found: dict[str, list[tuple[date, date]]] = defaultdict(list)
	for row in rows:
		found[row.member].append((row.from_date, row.to_date))
	return found


def _in_service(people: list[str]) -> set[str]:
	# acts for itself: see above
	return set(
		frappe.get_all(
			"Sink Member",
			filters={"name": ("in", people), "status": IN_SERVICE},
			pluck="name",
			order_by="name",
		)
	)


def _shifts_of(roster: str, *fields: str) -> list[tuple]:
	table = frappe.qb.DocType(SHIFT)
	query = frappe.qb.from_(table).select(*(table[field] for field in fields))
	return query.where((table.roster == roster) & table.status.isin(list(COUNTS))).run()


def _rows_of(doctype: str, parent: str, *fields: str) -> list[tuple]:
	table = frappe.qb.DocType(doctype)
	return (
		frappe.qb.from_(table).select(*(table[field] for field in fields)).where(table.parent == parent).run()
	)


def _within(day: date, first, last) -> bool:
	return (not first or getdate(first) <= day) and (not last or day <= getdate(last))


def _named(days) -> str:
	days = sorted(days)
	words = _(", ").join(formatdate(day) for day in days[:MOST_NAMED])
	if len(days) > MOST_NAMED:
		return _("{0} and {1} more days").format(words, len(days) - MOST_NAMED)
	return words


def _solver_words(answer: solver.Answer) -> str:
	"""The solver's own verdict: whether a better roster can exist."""
	if answer.is_proven:
		words = _("Proven best (CP-SAT, {0}; cost {1}, bound {2}; {3} s)")
	else:
		words = _("Best found in the time given (CP-SAT, {0}; cost {1}, bound {2}; {3} s)")
	return words.format(answer.status, answer.objective, answer.bound, f"{answer.seconds:.1f}")
