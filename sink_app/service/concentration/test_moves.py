"""The fewest and nearest moves; no site is needed to ask for them."""

from unittest import TestCase

from sink_app.service.concentration import moves


def question(excess: dict, room: dict, near: dict, people: int = 5) -> moves.Question:
	"""So many people in each community that gives; near: {(person, community): how near}, else far."""
	names = [(f"{place}{number}", place) for place in excess for number in range(people)]
	nearness = {
		(name, target): near.get((name, target), moves.IN_DISTRICT)
		for name, _place in names
		for target in room
	}
	return moves.Question(excess, room, names, nearness)


class TestMoves(TestCase):
	def test_reg_20_as_few_as_are_too_many_and_the_nearest_of_them(self):
		near = {("A3", "T"): moves.HOME, ("A1", "U"): moves.NEAR_HOME}
		answer = moves.solve(question({"A": 2}, {"T": 1, "U": 4}, near))
		self.assertEqual(sorted(answer.moves), [("A1", "U"), ("A3", "T")])
		self.assertTrue(answer.is_proven)
		self.assertEqual((answer.objective, answer.bound, answer.left), (1, 1, {}))

	def test_a_community_takes_no_more_than_it_lacks(self):
		near = {(f"A{number}", "T"): moves.HOME for number in range(5)}
		answer = moves.solve(question({"A": 3}, {"T": 1, "U": 4}, near))
		self.assertEqual(sum(target == "T" for _name, target in answer.moves), 1)
		self.assertEqual(len(answer.moves), 3)

	def test_where_there_is_too_little_room_as_many_as_possible_move_and_the_rest_is_told(self):
		answer = moves.solve(question({"A": 3, "B": 2}, {"T": 2}, {}))
		self.assertEqual(len(answer.moves), 2)
		self.assertEqual(sum(answer.left.values()), 3)
		self.assertTrue(answer.is_proven)

	def test_six_hundred_people_and_thirty_communities(self):
		room = {f"T{number}": 10 for number in range(30)}
		near = {(f"A{number}", f"T{number % 30}"): number % 3 for number in range(600)}
		answer = moves.solve(question({"A": 120}, room, near, people=600))
		self.assertEqual(len(answer.moves), 120)
		self.assertTrue(answer.is_proven)
		# a hundred places where somebody lives who comes from there; twenty go next door
		self.assertEqual((answer.objective, answer.bound), (20, 20))
