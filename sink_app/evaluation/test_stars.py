from unittest.mock import patch

import frappe

from sink_app.evaluation import LEVEL, chapters, phone, stars
from sink_app.evaluation.doctype.sink_evaluation_settings import sink_evaluation_settings as controller
from sink_app.evaluation.doctype.sink_star_level import sink_star_level
from sink_app.evaluation.points import runs
from sink_app.evaluation.report.sink_stars_reached import sink_stars_reached
from sink_app.registration import tallies
from sink_app.tests.evaluation import EvaluationCase, make_rule, switch
from sink_app.tests.factories import as_user, make, make_member, make_stand, make_user


def take(**least):
	"""Let each level take so many hours or points: {level: number}."""
	for level in stars.levels():
		frappe.db.set_value(LEVEL, level.name, "disabled", level.name not in least)
	for name, number in least.items():
		frappe.db.set_value(LEVEL, name, "least", number)


class TestStars(EvaluationCase):
	def test_rec_07_the_first_star_is_the_yearly_minimum(self):
		kept = [(level.stars, level.least) for level in stars.levels()]
		self.assertEqual(kept, [(1, 20), (2, 30), (3, 40), (4, 60), (5, 100)])

	def test_rec_07_a_level_is_reached_by_the_hours_that_count(self):
		switch(enable_stars=1)
		take(一星级=2, 二星级=3)
		self.assertEqual(stars.amount_of(self.world.member.name, self.year), 0)
		self.serve(120)
		self.serve(30, day=2, time_kind="Duty")
		amount = stars.amount_of(self.world.member.name, self.year)
		level, above = stars.reached(amount)
		self.assertEqual((amount, level.name, above.name), (2, "一星级", "二星级"))
		self.assertEqual(stars.amount_of(self.world.member.name, self.year - 1), 0)

	def test_rec_07_all_years_may_count_together(self):
		switch(enable_stars=1, stars_basis="All Years")
		self.serve(120)
		self.assertEqual(stars.amount_of(self.world.member.name, self.year + 5), 2)

	def test_rec_07_stars_may_be_given_for_points(self):
		with patch.object(runs, "begin_all"):
			switch(enable_points=1, enable_stars=1, stars_by="Points")
		rule, record = make_rule(points=10), self.serve(60)
		self.settle(rule, record)
		self.assertEqual(stars.amount_of(self.world.member.name, self.year), 10)

	def test_rec_07_settings_that_contradict_each_other_are_refused(self):
		with self.assertRaises(controller.PointsNotKept):
			switch(enable_stars=1, stars_by="Points")
		frappe.db.set_value(LEVEL, {"disabled": 0}, "disabled", 1)
		with self.assertRaises(controller.NoLevels):
			switch(enable_stars=1)

	def test_rec_07_points_turned_on_count_from_the_year_s_first_day(self):
		with patch.object(runs, "begin_all") as begin:
			switch(enable_points=1)
			switch(enable_points=1)
		begin.assert_called_once_with()
		self.assertEqual(str(controller.settings().points_from), f"{frappe.utils.nowdate()[:4]}-01-01")

	def test_rec_07_levels_stand_in_order(self):
		for error, values in (
			(sink_star_level.StarsWrong, {"stars": 0, "least": 200}),
			(sink_star_level.StarsWrong, {"stars": 11, "least": 200}),
			(sink_star_level.StarsWrong, {"stars": 6, "least": 0}),
			(sink_star_level.OutOfOrder, {"stars": 6, "least": 50}),
			(sink_star_level.OutOfOrder, {"stars": 5, "least": 200}),
		):
			with self.subTest(values=values), self.assertRaises(error):
				make(LEVEL, level_name="六星级", **values)
		make(LEVEL, level_name="旧标准", stars=5, least=50, disabled=1)
		make(LEVEL, level_name="六星级", stars=6, least=200)

	def test_rec_07_the_report_counts_levels_and_names_who_has_one_without_ranking(self):
		tallies.refresh([self.world.member.name])
		other = make_member(self.world.branch, user=make_user("Sink Member"), member_name="阿一")
		without = make_member(self.world.branch, user=make_user("Sink Member"))
		self.serve(60, day=3, member=without)
		self.serve(120)
		self.serve(240, day=2, member=other, time_kind="Spare Time")
		filters = {"year": self.year, "unit": self.world.unit.name}
		self.assertIn("尚未启用", sink_stars_reached.execute(filters)[2])
		switch(enable_stars=1)
		take(一星级=2, 二星级=3)
		served = {"member": ("in", (other.name, without.name))}
		frappe.db.set_value("Sink Service Record", served, "counted_year", self.year)
		with as_user(self.world.organizer):
			(row,) = sink_stars_reached.execute({**filters, "by": "Unit"})[1]
			people = sink_stars_reached.execute({**filters, "by": "Person"})[1]
		self.assertEqual((row.served, row.reached, row.stars_1, row.stars_2), (3, 2, 1, 1))
		self.assertEqual({person.member for person in people}, {self.world.member.name, other.name})
		names = [person.title for person in people]
		self.assertEqual(names, sorted(names))
		self.assertEqual({person.stars for person in people}, {"★", "★★"})
		self.assertNotIn("reached", [column["fieldname"] for column in sink_stars_reached._person_columns()])


class TestOwnPoints(EvaluationCase):
	def card(self) -> dict:
		with as_user(self.world.member_user):
			return phone.card()

	def test_rec_07_the_phone_shows_nothing_until_it_is_turned_on(self):
		self.serve()
		self.assertEqual(self.card(), {"points": None, "is_kept": False, "stars": 0, "star": None})

	def test_rec_07_a_member_sees_their_own_sum_star_and_how_it_came_about(self):
		with patch.object(runs, "begin_all"), patch.object(runs, "begin"):
			switch(enable_points=1, enable_stars=1)
		frappe.db.set_value("Sink Points Rule", {"enabled": 1}, "enabled", 0)
		with patch.object(runs, "begin"):
			rule = make_rule()
		take(一星级=2, 二星级=3)
		other = make_member(self.world.branch, user=make_user("Sink Member"))
		self.settle(rule, self.serve(150), self.serve(60, day=2, member=other))
		card = self.card()
		self.assertEqual(card["points"], f"{self.year} 年 2.5 分，累计 2.5 分")
		self.assertEqual((card["stars"], card["star"]), (1, "一星级，再服务 0.5 小时可达二星级"))
		# who may read the others' entries too sees their own here
		make_stand("Sink Unit Organizer", self.world.unit, user=self.world.member_user)
		with as_user(self.world.member_user):
			page = phone.page()
		self.assertEqual([(each["points"], each["is_taken"]) for each in page["entries"]], [("+2.5", False)])
		self.assertEqual(page["rules"], [rule.summary])
		self.assertEqual(page["levels"], ["一星级：满 2 小时", "二星级：满 3 小时"])

	def test_rec_07_the_service_file_tells_points_and_stars_year_by_year(self):
		rule, record = make_rule(), self.serve(150)
		self.assertEqual(chapters.of_points(self.world.member) + chapters.of_stars(self.world.member), [])
		with patch.object(runs, "begin_all"):
			switch(enable_points=1, enable_stars=1)
		take(一星级=2)
		self.settle(rule, record)
		with as_user(self.world.secretary):
			(points,), (reached,) = (
				chapters.of_points(self.world.member),
				chapters.of_stars(self.world.member),
			)
		self.assertEqual(points.rows, [[str(self.year), "2.5"], ["合计", "2.5"]])
		self.assertEqual(reached.rows, [[str(self.year), "一星级", "2.5"]])
		with as_user(make_stand("Sink Community Secretary", self.world.neighbour)):
			self.assertEqual(chapters.of_points(self.world.member), [])
		switch(stars_basis="All Years")
		(reached,) = chapters.of_stars(self.world.member)
		self.assertEqual(reached.rows[0][0], "历年累计")
