"""The solver by itself: no site is needed to ask it."""

import time
from datetime import date, timedelta
from unittest import TestCase

from sink_app.service.rosters import solver

MONDAY = date(2026, 4, 6)


def weekdays(count: int) -> list[date]:
	days = (MONDAY + timedelta(days=number) for number in range(count * 7 // 5 + 7))
	return [day for day in days if day.weekday() < 5][:count]


def question(people: int, days: int, away: dict | None = None, **values) -> solver.Question:
	worked = weekdays(days)
	names = [f"P{number:02d}" for number in range(people)]
	free = {name: set(worked) - set((away or {}).get(name, ())) for name in names}
	return solver.Question(days=worked, free=free, **values)


def loads(asked: solver.Question, answer: solver.Answer) -> list[int]:
	found = dict(asked.carried)
	for _day, person in answer.shifts:
		found[person] = found.get(person, 0) + 1
	return [found.get(person, 0) for person in asked.free]


class TestSolver(TestCase):
	def check(self, asked: solver.Question, answer: solver.Answer):
		for day in asked.days:
			self.assertEqual(sum(each == day for each, _person in answer.shifts), asked.wanted, day)
		for day, person in answer.shifts:
			self.assertIn(day, asked.free[person])

	def test_team_23_sixty_people_and_three_months_in_under_ten_seconds(self):
		away = {f"P{number:02d}": weekdays(65)[number : number + 5] for number in range(0, 60, 3)}
		carried = {f"P{number:02d}": number % 2 for number in range(60)}
		asked = question(60, 65, away, wanted=2, apart=4, carried=carried)
		start = time.monotonic()
		answer = solver.solve(asked)
		seconds = time.monotonic() - start
		self.check(asked, answer)
		self.assertLess(seconds, 10)
		self.assertTrue(answer.is_proven and answer.is_complete)
		self.assertLessEqual(max(loads(asked, answer)) - min(loads(asked, answer)), 1)
		self.assertEqual((answer.objective, answer.bound, answer.close), (0, 0, []))

	def test_team_24_ten_people_by_turns_never_twice_within_the_days_wished_for(self):
		asked = question(10, 22, wanted=2, apart=4)
		answer = solver.solve(asked)
		self.check(asked, answer)
		self.assertEqual(sorted(set(loads(asked, answer))), [4, 5])
		self.assertEqual(answer.close, [])

	def test_what_was_carried_over_is_made_up_for(self):
		asked = question(4, 4, carried={"P00": 2, "P01": 1})
		answer = solver.solve(asked)
		self.assertEqual(loads(asked, answer), [2, 2, 2, 1] if loads(asked, answer)[2] == 2 else [2, 2, 1, 2])

	def test_a_day_on_which_nobody_is_free_is_named_and_the_others_are_filled(self):
		third = weekdays(5)[2]
		away = {f"P{number:02d}": [third] for number in range(6)}
		answer = solver.solve(question(6, 5, away, wanted=2))
		self.assertEqual((answer.empty, answer.fewer), ({third: 1}, {third: 2}))
		self.assertEqual(len(answer.shifts), 8)
		self.assertTrue(answer.is_proven)
		self.assertFalse(answer.is_complete)

	def test_a_day_with_one_where_two_are_wished_for(self):
		third = weekdays(5)[2]
		away = {f"P{number:02d}": [third] for number in range(1, 6)}
		answer = solver.solve(question(6, 5, away, wanted=2))
		self.assertEqual((answer.empty, answer.fewer), ({}, {third: 1}))

	def test_who_is_away_all_the_time_is_named_and_others_are_not_spared_for_it(self):
		asked = question(6, 20, {"P03": weekdays(20)}, wanted=1)
		answer = solver.solve(asked)
		self.check(asked, answer)
		self.assertEqual(set(answer.below), {"P03"})
		self.assertEqual(answer.above, {})

	def test_what_was_set_by_hand_stays_though_it_is_unfair(self):
		pinned = frozenset((day, "P00") for day in weekdays(5)[:4])
		asked = question(5, 5, pinned=pinned)
		answer = solver.solve(asked)
		self.assertLessEqual(pinned, set(answer.shifts))
		self.check(asked, answer)
		self.assertIn("P00", answer.above)

	def test_the_same_question_has_the_same_answer(self):
		asked = question(12, 21, wanted=2, apart=3)
		self.assertEqual(solver.solve(asked).shifts, solver.solve(asked).shifts)

	def test_shifts_that_lie_too_close_are_told(self):
		answer = solver.solve(question(2, 6, apart=3))
		self.assertTrue(answer.close)
		self.assertTrue(answer.is_complete)
