import json
from unittest.mock import patch

import frappe

from sink_app.evaluation.doctype.sink_points_rule import sink_points_rule as controller
from sink_app.evaluation.points import runs, sources
from sink_app.service.records import RECORD
from sink_app.tests.evaluation import EvaluationCase, make_rule, switch
from sink_app.tests.factories import as_user, make_stand


class TestSinkPointsRule(EvaluationCase):
	def test_rec_07_the_use_of_the_system_never_earns_points(self):
		for doctype in ("Activity Log", "View Log", "Sink Export Log", "Sink Member", "Comment", "User"):
			with self.subTest(doctype=doctype), self.assertRaises(controller.NotService):
				make_rule(source_doctype=doctype)

	def test_rec_07_only_what_somebody_else_has_confirmed(self):
		for state in ("Draft", "Awaiting Confirmation", "Returned", "Placed in Grid"):
			with self.subTest(state=state), self.assertRaises(controller.NotConfirmed):
				make_rule(counted_state=state)
		self.assertEqual(sources.confirmed(RECORD), ["Record Confirmed", "Second Confirmation"])
		self.assertEqual(sources.confirmed("Sink Deed"), ["Record Confirmed"])
		# who placed an order may hand it out alone
		self.assertNotIn("Order Dispatched", sources.confirmed("Sink Order"))

	def test_rec_07_a_rule_names_fields_of_what_it_counts(self):
		for values in (
			{"member_field": "category"},
			{"date_field": "content"},
			{"minutes_field": "place"},
			{"category_field": "member"},
			{"emergency_field": "team"},
			{"minutes_field": ""},
		):
			with self.subTest(values=values), self.assertRaises(controller.FieldUnknown):
				make_rule(**values)

	def test_rec_07_what_does_not_fit_is_refused(self):
		twice = [{"category": "环境整治", "factor": factor} for factor in (1, 2)]
		for error, values in (
			(controller.NumberMissing, {"points": 0}),
			(controller.CategoryTwice, {"factors": twice}),
			(controller.DaysBackwards, {"from_date": "2026-05-02", "to_date": "2026-05-01"}),
			(controller.FilterWrong, {"filters": "{"}),
			(controller.FilterWrong, {"filters": json.dumps([[RECORD, "no_such_field", "=", 1]])}),
		):
			with self.subTest(values=values), self.assertRaises(error):
				make_rule(**values)

	def test_rec_07_a_rule_says_itself_in_a_sentence(self):
		rule = make_rule(points=2, most=4, factors=[{"category": "治安巡逻", "factor": 1.2}])
		self.assertEqual(
			rule.summary, "服务记录：每小时 2 分、治安巡逻 × 1.2、应急服务 1.5 倍、单次最多 4 分"
		)
		served = json.dumps([[RECORD, "is_emergency", "=", 1], [RECORD, "time_kind", "!=", "Duty"]])
		self.assertTrue(
			make_rule(filters=served).summary.endswith("仅限“应急服务”为是、仅限“时间性质”不为脱产值班")
		)
		each = make_rule(source_doctype="Sink Deed", date_field="done_on", given_for="Each Time", **NOTHING)
		self.assertEqual(each.summary, "随手办实事：每次 1 分")

	def test_rec_07_a_rule_that_begins_goes_through_what_was_served(self):
		with patch.object(runs, "begin") as begin:
			rule = make_rule()
			begin.assert_not_called()
			switch(enable_points=1)
			begin.reset_mock()
			rule.update({"enabled": 0})
			rule.save()
			begin.assert_not_called()
			rule.update({"enabled": 1})
			rule.save()
			begin.assert_called_once_with(rule.name)

	def test_rec_07_working_out_anew_takes_the_right_to_change_the_rule(self):
		rule = make_rule()
		self.assertRaises(controller.NotService, controller.recount, rule.name)
		switch(enable_points=1)
		with as_user(make_stand("Sink District Organizer", self.world.district)):
			self.assertRaises(frappe.PermissionError, controller.recount, rule.name)
		with patch.object(runs, "begin") as begin:
			controller.recount(rule.name)
		begin.assert_called_once_with(rule.name, recount=True)

	def test_the_form_is_offered_what_it_may_count(self):
		found = [name for name, _label in sources.find("DocType", "", "name", 0, 100, {})]
		self.assertIn(RECORD, found)
		self.assertIn("Sink Deed", found)
		self.assertNotIn("Sink Area", found)
		self.assertEqual(len(sources.find("DocType", "随手办", "name", 0, 100, {})), 1)
		choices = sources.choices(RECORD)
		self.assertEqual(choices["fields"]["date_field"][0]["value"], "starts_on")
		self.assertEqual(choices["fields"]["minutes_field"][0]["value"], "minutes")
		self.assertIn("Record Confirmed", choices["states"])
		self.assertEqual(sources.choices("Sink Deed")["fields"]["emergency_field"], [])


NOTHING = {"minutes_field": "", "emergency_field": ""}
