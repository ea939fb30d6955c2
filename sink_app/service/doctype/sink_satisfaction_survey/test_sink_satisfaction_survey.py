import frappe
from frappe.tests.utils import FrappeTestCase
from frappe.utils import add_days, nowdate

from sink_app.service.doctype.sink_activity import sink_activity
from sink_app.service.doctype.sink_satisfaction import sink_satisfaction
from sink_app.service.doctype.sink_satisfaction_survey import sink_satisfaction_survey as controller
from sink_app.service.orders import rating
from sink_app.service.report.sink_satisfaction_trend import sink_satisfaction_trend as trend
from sink_app.tests.factories import World, as_user, make_activity, make_stand
from sink_app.tests.office import EachTestAlone

SURVEY, ACTIVITY = controller.SURVEY, "Sink Activity"


class TestSinkSatisfactionSurvey(EachTestAlone, FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.world = World()

	def survey(self, **values):
		about = {"area": self.world.community.name, "to_date": add_days(nowdate(), 20), **values}
		with as_user(self.world.secretary):
			return frappe.get_doc({"doctype": SURVEY, **about}).insert()

	def activity(self, state="Activity Held"):
		activity = make_activity(self.world.community)
		past = {"starts_on": add_days(nowdate(), -2), "ends_on": add_days(nowdate(), -1)}
		activity.db_set({**past, "workflow_state": state})
		return activity

	def test_srv_39_a_yearly_survey_is_answered_on_paper_and_by_links(self):
		survey = self.survey()
		self.assertEqual(survey.year, int(nowdate()[:4]))
		with as_user(self.world.secretary):
			rating.note(SURVEY, survey.name, "Very Satisfied", way="On Paper")
			key = rating.ask(SURVEY, survey.name).partition("key=")[2]
		with as_user("Guest"):
			rating.rate(key, "Fair", "活动再多些")
		survey.reload()
		self.assertEqual((survey.rated, survey.score, survey.satisfied), (2, 4.0, 50.0))

	def test_srv_39_an_activity_is_rated_once_it_was_held(self):
		planned = make_activity(self.world.community)
		held = self.activity()
		with as_user(self.world.secretary):
			with self.assertRaises(sink_activity.NotHeldYet):
				rating.note(ACTIVITY, planned.name, "Satisfied")
			rating.note(ACTIVITY, held.name, "Satisfied")
			rating.note(ACTIVITY, held.name, "Very Satisfied")
		self.assertEqual(frappe.db.get_value(ACTIVITY, held.name, "score"), 4.5)

	def test_srv_39_the_trend_shows_all_that_is_rated_and_only_where_one_stands(self):
		survey, held = self.survey(), self.activity()
		with as_user(self.world.secretary):
			rating.note(SURVEY, survey.name, "Very Satisfied")
			rating.note(ACTIVITY, held.name, "Fair")
			filters = {"community": self.world.community.name, "by": "Year"}
			_columns, [row], _message, chart, _summary = trend.execute(filters)
			self.assertEqual((row.ratings, row.score, row.satisfied), (2, 4, 50.0))
			self.assertEqual((row.sink_activity, row.sink_satisfaction_survey), ("3.00", "5.00"))
			self.assertEqual(row.sink_order, "")
			self.assertEqual((chart["type"], chart["data"]["datasets"][0]["values"]), ("bar", [4]))
			earlier = frappe.get_last_doc("Sink Satisfaction", {"reference_name": held.name})
			earlier.db_set("rated_on", "2025-05-01 10:00:00")
			chart = trend.execute(filters)[3]
			self.assertEqual((chart["type"], chart["data"]["datasets"][0]["values"]), ("line", [3, 5]))
			self.assertEqual(trend.execute({**filters, "kind": ACTIVITY})[1][0].ratings, 1)
		with as_user(make_stand("Sink Community Secretary", self.world.neighbour)):
			self.assertEqual(trend.execute(filters)[1], [])

	def test_what_has_no_rule_for_it_is_not_rated(self):
		with as_user(self.world.secretary), self.assertRaises(sink_satisfaction.NotRateable):
			rating.note("Sink Area", self.world.community.name, "Satisfied")

	def test_one_survey_a_year_and_only_in_its_time(self):
		survey = self.survey(from_date=add_days(nowdate(), -9), to_date=add_days(nowdate(), -2))
		self.assertRaises(controller.AskedAlready, self.survey)
		with as_user(self.world.secretary), self.assertRaises(controller.NotOpen):
			rating.note(SURVEY, survey.name, "Satisfied")
		with self.assertRaises(controller.PeriodWrong):
			self.survey(year=2020, to_date=add_days(nowdate(), -1))

	def test_another_community_neither_sees_nor_asks(self):
		survey = self.survey()
		with as_user(make_stand("Sink Community Secretary", self.world.neighbour)):
			self.assertEqual(frappe.get_list(SURVEY, {"name": survey.name}), [])
			self.assertRaises(frappe.PermissionError, rating.note, SURVEY, survey.name, "Satisfied")
