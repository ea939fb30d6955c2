import json
from unittest.mock import patch

import frappe

from sink_app.approvals import following, steps
from sink_app.evaluation import ENTRY
from sink_app.evaluation.doctype.sink_points_entry.sink_points_entry import LedgerStands
from sink_app.evaluation.points import EARNED, RECOUNTED, TAKEN_BACK, ledger, runs
from sink_app.service.doctype.sink_deed.sink_deed import DEED
from sink_app.service.records import RECORD, REPLACED
from sink_app.tests.evaluation import EvaluationCase, entries, make_rule, switch
from sink_app.tests.factories import as_user, make_member, make_service_record


class TestCounting(EvaluationCase):
	def test_rec_07_hours_times_category_times_emergency(self):
		rule = make_rule(points=2, factors=[{"category": "治安巡逻", "factor": 1.2}])
		plain = self.serve(150)
		patrol = self.serve(60, day=2, category="治安巡逻", is_emergency=1)
		self.settle(rule, plain, patrol)
		self.assertEqual(entries(plain.name), [(EARNED, 5)])
		self.assertEqual(entries(patrol.name), [(EARNED, 3.6)])
		told = frappe.get_doc(ENTRY, {"source": patrol.name})
		self.assertEqual(told.explanation, "每小时 2 分 × 1 小时 × 1.2（治安巡逻） × 1.5（应急）")
		self.assertEqual((told.member, told.year), (self.world.member.name, self.year))
		self.assertEqual((told.branch, told.community), (self.world.branch.name, self.world.community.name))

	def test_rec_07_a_category_above_counts_for_those_below_it(self):
		above = frappe.db.get_value(CATEGORY, "治安巡逻", f"parent_{frappe.scrub(CATEGORY)}")
		rule = make_rule(factors=[{"category": above, "factor": 2}, {"category": "环境整治", "factor": 3}])
		below, own = self.serve(60, category="治安巡逻"), self.serve(60, day=2, category="环境整治")
		self.settle(rule, below, own)
		self.assertEqual([entries(below.name), entries(own.name)], [[(EARNED, 2)], [(EARNED, 3)]])

	def test_rec_07_one_record_earns_no_more_than_the_most(self):
		rule = make_rule(most=2)
		record = self.serve(300)
		self.settle(rule, record)
		self.assertEqual(entries(record.name), [(EARNED, 2)])
		said = frappe.db.get_value(ENTRY, {"source": record.name}, "explanation")
		self.assertEqual(said, "每小时 1 分 × 5 小时，单次最多 2 分")

	def test_rec_07_a_record_is_entered_once_however_often_it_is_counted(self):
		rule, record = make_rule(), self.serve()
		self.assertEqual(self.settle(rule, record), 1)
		self.assertEqual(self.settle(rule, record), 0)
		with patch.object(ledger, "standing", return_value={}):
			# a second job that has read before the first one wrote
			self.settle(rule, record)
		self.assertEqual(entries(record.name), [(EARNED, 2)])

	def test_rec_07_nothing_before_it_is_confirmed(self):
		rule = make_rule()
		record = make_service_record(self.world.member, self.world.grid)
		self.assertEqual(self.settle(rule, record), 0)

	def test_rec_07_only_from_the_first_day_on_and_what_the_filter_lets_through(self):
		duty = json.dumps([[RECORD, "time_kind", "=", "Duty"]])
		day = str(frappe.utils.add_days(frappe.utils.nowdate(), -5))
		cases = (
			({"filters": duty}, []),
			({"from_date": day}, [(EARNED, 2)]),
			({"to_date": day}, []),
			({"filters": duty.replace('"="', '"!="')}, [(EARNED, 2)]),
		)
		for values, expected in cases:
			with self.subTest(values=values):
				frappe.db.savepoint("one_case")
				rule, record = make_rule(**values), self.serve(day=2)
				self.settle(rule, record)
				self.assertEqual(entries(record.name), expected)
				frappe.db.rollback(save_point="one_case")
		with patch.object(runs, "begin_all"):
			switch(enable_points=1, points_from=frappe.utils.nowdate())
		rule, record = make_rule(), self.serve(day=2)
		self.assertEqual(self.settle(rule, record), 0)

	def test_rec_07_what_no_longer_counts_is_taken_back_and_what_counts_again_is_given_again(self):
		rule, record = make_rule(), self.serve()
		self.settle(rule, record)
		record.db_set("workflow_state", REPLACED)
		self.settle(rule, record)
		self.assertEqual(entries(record.name), [(EARNED, 2), (TAKEN_BACK, -2)])
		record.db_set("workflow_state", "Record Confirmed")
		self.settle(rule, record)
		self.assertEqual(entries(record.name), [(EARNED, 2), (TAKEN_BACK, -2), (EARNED, 2)])

	def test_rec_07_a_changed_rule_leaves_what_was_counted_until_it_is_worked_out_anew(self):
		rule, record = make_rule(), self.serve()
		self.settle(rule, record)
		rule.update({"points": 3, "filters": json.dumps([[RECORD, "time_kind", "=", "Spare Time"]])})
		rule.save()
		self.settle(rule, record)
		self.assertEqual(entries(record.name), [(EARNED, 2)])
		self.settle(rule, record, recount=True)
		self.assertEqual(entries(record.name), [(EARNED, 2), (RECOUNTED, 4)])
		rule.update({"filters": json.dumps([[RECORD, "time_kind", "=", "Duty"]])})
		rule.save()
		self.settle(rule, record)
		self.assertEqual(len(entries(record.name)), 2)
		self.settle(rule, record, recount=True)
		self.assertEqual(entries(record.name)[2], (TAKEN_BACK, -6))

	def test_rec_07_a_rule_out_of_use_gives_nothing_but_takes_back(self):
		rule, first, second = make_rule(), self.serve(), self.serve(day=2)
		self.settle(rule, first)
		rule.update({"enabled": 0})
		rule.save()
		first.db_set("workflow_state", REPLACED)
		self.settle(rule, first, second)
		self.assertEqual(entries(first.name), [(EARNED, 2), (TAKEN_BACK, -2)])
		self.assertEqual(entries(second.name), [])

	def test_rec_07_a_deed_earns_by_the_piece(self):
		rule = frappe.get_doc("Sink Points Rule", "随手办实事积分")
		about = {"title": "修好门灯", "solved": "联系物业换灯", "mode": "On the Spot"}
		with as_user(self.world.member_user):
			deed = frappe.get_doc(
				{
					"doctype": DEED,
					"member": self.world.member.name,
					"area": self.world.grid.name,
					**about,
				}
			).insert()
			steps.take(DEED, deed.name, "Hand In Record")
		with as_user(self.world.secretary):
			steps.take(DEED, deed.name, "Confirm Record")
		self.settle(rule, deed)
		self.assertEqual(entries(deed.name), [(EARNED, 1)])

	def test_rec_07_nobody_writes_or_deletes_an_entry_by_hand(self):
		rule, record = make_rule(), self.serve()
		self.settle(rule, record)
		entry = frappe.get_doc(ENTRY, {"source": record.name})
		self.assertRaises(LedgerStands, entry.save)
		self.assertRaises(LedgerStands, entry.delete)
		self.assertRaises(LedgerStands, frappe.get_doc({"doctype": ENTRY, "points": 9}).insert)


class TestRuns(EvaluationCase):
	def make_rule(self):
		"""A rule on the service of this world's member: a kept site has other people's too."""
		own = [[RECORD, "member", "=", self.world.member.name]]
		return make_rule(filters=json.dumps(own))

	def run_through(self, rule):
		with patch.object(frappe.db, "commit"), patch.object(runs, "SET", 2):
			runs.run(rule.name)

	def test_rec_07_off_until_an_office_turns_them_on(self):
		self.assertEqual(frappe.get_meta("Sink Evaluation Settings").get_field("enable_points").default, "0")
		with patch.object(frappe, "enqueue") as enqueue:
			self.serve()
		enqueue.assert_not_called()

	def test_rec_07_a_step_has_its_record_counted(self):
		switch(enable_points=1)
		self.make_rule()
		with patch.object(frappe, "enqueue") as enqueue:
			record = self.serve()
		(called,) = [each for each in enqueue.call_args_list if each.args[0] is runs.settle_records]
		self.assertEqual((called.kwargs["doctype"], called.kwargs["names"]), (RECORD, [record.name]))
		self.assertTrue(called.kwargs["enqueue_after_commit"])
		runs.settle_records(RECORD, [record.name])
		self.assertIn((EARNED, 2.0), entries(record.name))
		with patch.object(frappe, "enqueue") as enqueue:
			following.put(frappe.get_doc(RECORD, record.name), REPLACED, "Replace by Correction")
		self.assertTrue([each for each in enqueue.call_args_list if each.args[0] is runs.settle_records])

	def test_rec_07_a_run_counts_all_that_was_served_and_goes_on_where_it_was(self):
		records = [self.serve(60, day=day) for day in range(1, 6)]
		switch(enable_points=1, points_from=f"{self.year - 1}-01-01")
		rule = self.make_rule()
		run = frappe.get_doc(runs.RUN, {"rule": rule.name})
		first = sorted(record.name for record in records)[2]
		run.db_set("counted_to", first)
		self.run_through(rule)
		counted = {row.source for row in frappe.get_all(ENTRY, {"rule": rule.name}, ["source"])}
		self.assertEqual(counted, {record.name for record in records if record.name > first})
		runs.begin(rule.name)
		self.run_through(rule)
		self.run_through(rule)
		self.assertEqual(entries(rule=rule.name), [(EARNED, 1)] * 5)
		self.assertFalse(frappe.db.exists(runs.RUN, {"rule": rule.name}))

	def test_rec_07_a_run_finds_what_is_gone(self):
		record, rule = self.serve(), self.make_rule()
		switch(enable_points=1, points_from=f"{self.year - 1}-01-01")
		self.settle(rule, record)
		frappe.db.delete(RECORD, {"name": record.name})
		runs.settle_all()
		self.run_through(rule)
		self.assertEqual(entries(record.name), [(EARNED, 2), (TAKEN_BACK, -2)])

	def test_rec_07_a_run_works_out_anew_what_was_asked(self):
		record, rule = self.serve(), self.make_rule()
		switch(enable_points=1, points_from=f"{self.year - 1}-01-01")
		self.run_through(rule)
		rule.update({"points": 2})
		rule.save()
		runs.begin(rule.name)
		self.run_through(rule)
		self.assertEqual(entries(record.name, rule=rule.name), [(EARNED, 2)])
		runs.begin(rule.name, recount=True)
		runs.begin(rule.name)
		self.run_through(rule)
		self.assertEqual(entries(record.name, rule=rule.name), [(EARNED, 2), (RECOUNTED, 2)])

	def test_rec_07_points_go_with_a_member_who_is_merged(self):
		twin = make_member(self.world.branch)
		rule, record = make_rule(), self.serve(member=twin)
		self.settle(rule, record)
		from sink_app.registration.merging import carrying

		kept, merged = (frappe.get_doc("Sink Member", each.name) for each in (self.world.member, twin))
		carrying.carry(kept, merged, [], [], "同一人")
		entry = frappe.get_doc(ENTRY, {"source": record.name})
		self.assertEqual((entry.member, entry.member_name), (kept.name, kept.member_name))


CATEGORY = "Sink Service Category"
