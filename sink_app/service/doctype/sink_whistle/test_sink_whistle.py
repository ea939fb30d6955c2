from unittest.mock import patch

import frappe
from frappe.tests.utils import FrappeTestCase
from frappe.utils import add_to_date, get_datetime, now_datetime

from sink_app.approvals import inbox, log, steps
from sink_app.service.doctype.sink_whistle import sink_whistle as controller
from sink_app.service.doctype.sink_whistle_level.sink_whistle_level import LimitsWrong
from sink_app.service.report.sink_whistle_rates import sink_whistle_rates as rates
from sink_app.service.whistles import calls, escalating, limits, reminding
from sink_app.tests.emergencies import late_by, make_whistle
from sink_app.tests.factories import World, as_user, make, make_area, make_stand, root_of
from sink_app.tests.office import EachTestAlone, take


class TestSinkWhistle(EachTestAlone, FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.world = world = World()
		cls.worker = make_stand("Sink Grid Worker", world.grid)
		cls.staff = make_stand("Sink Community Staff", world.community)
		cls.street = make_stand("Sink Street Officer", world.street)
		cls.district = make_stand("Sink District Organizer", world.district)

	def blown(self, user=None, **values):
		user = user or self.worker
		return take(make_whistle(user, self.world.grid.name, **values), "Blow Whistle", user)

	def waits_for(self, user, whistle) -> bool:
		with as_user(user):
			return whistle.name in [row["name"] for row in inbox.rows("Sink Whistle", limit=200)["rows"]]

	def settled(self, whistle, **result):
		take(whistle, "Respond to Whistle", self.staff)
		with as_user(self.staff):
			doc = frappe.get_doc("Sink Whistle", whistle.name)
			doc.update({"result": "已清理并张贴告知", "outcome": "Solved", **result})
			doc.save()
		return take(whistle, "Report Result", self.staff)

	def test_ord_03_the_grid_finds_and_the_community_is_called(self):
		whistle = self.blown()
		self.assertEqual((whistle.raised_by, whistle.handled_at), ("Grid Worker", "Community"))
		self.assertEqual(whistle.community, self.world.community.name)
		for user in (self.staff, self.world.secretary):
			self.assertTrue(self.waits_for(user, whistle))
		self.assertFalse(self.waits_for(self.street, whistle))
		told = frappe.get_all("Notification Log", {"document_name": whistle.name}, pluck="for_user")
		self.assertIn(self.staff, told)

	def test_ord_03_limits_follow_the_level_in_office_hours_or_round_the_clock(self):
		level = {"rank": 9, "respond_within": 2, "close_within": 14, "counted_in": "Working Time"}
		office = make("Sink Whistle Level", level_name="测试级", **level)
		friday_evening = get_datetime("2026-09-25 17:00:00")
		self.assertEqual(limits.after(friday_evening, 2, office), get_datetime("2026-09-28 10:00:00"))
		self.assertEqual(limits.after(friday_evening, 14, office), get_datetime("2026-09-29 17:00:00"))
		office.counted_in = "Round the Clock"
		self.assertEqual(limits.after(friday_evening, 2, office), get_datetime("2026-09-25 19:00:00"))
		with self.assertRaises(LimitsWrong):
			make("Sink Whistle Level", level_name="错级", **{**level, "close_within": 1})

	def test_ord_03_the_level_says_where_it_goes_first(self):
		whistle = self.blown(kind="突发事件")
		self.assertEqual((whistle.level, whistle.handled_at), ("特急", "Street"))
		self.assertTrue(self.waits_for(self.street, whistle))
		# the community is nearer and may come all the same
		take(whistle, "Respond to Whistle", self.staff)

	def test_ord_03_what_nobody_takes_on_goes_up_level_by_level_and_once_each(self):
		whistle = self.blown()
		original = whistle.respond_by
		late_by(whistle, hours=1)
		self.assertTrue(escalating.pass_up(whistle.name))
		self.assertFalse(escalating.pass_up(whistle.name))
		whistle.reload()
		self.assertEqual((whistle.handled_at, whistle.escalations), ("Street", 1))
		self.assertEqual(get_datetime(whistle.respond_by), get_datetime(original))
		self.assertTrue(get_datetime(whistle.next_escalation) > now_datetime())
		self.assertTrue(self.waits_for(self.street, whistle))
		late_by(whistle, hours=1)
		escalating.pass_up(whistle.name)
		late_by(whistle, hours=1)
		escalating.pass_up(whistle.name)
		whistle.reload()
		# at the top it stays, and is not written down again and again
		self.assertEqual(
			(whistle.handled_at, whistle.escalations, whistle.next_escalation), ("District", 2, None)
		)
		self.assertFalse(escalating.pass_up(whistle.name))
		late = [
			entry
			for entry in log.entries("Sink Whistle", whistle.name)
			if entry.action == "Passed Up for Being Late"
		]
		self.assertEqual(len(late), 3)

	def test_ord_03_the_job_takes_what_is_late_and_leaves_the_rest(self):
		late, early = self.blown(), self.blown()
		late_by(late, minutes=1)
		with patch.object(frappe.db, "commit"):
			escalating.take_up()
			escalating.take_up()
		self.assertEqual(frappe.db.get_value("Sink Whistle", late.name, "handled_at"), "Street")
		self.assertEqual(frappe.db.get_value("Sink Whistle", early.name, "handled_at"), "Community")

	def test_ord_03_what_is_not_settled_in_time_goes_up_as_well(self):
		whistle = self.blown()
		take(whistle, "Respond to Whistle", self.staff)
		whistle.reload()
		self.assertEqual(get_datetime(whistle.next_escalation), get_datetime(whistle.close_by))
		late_by(whistle, minutes=1)
		escalating.pass_up(whistle.name)
		whistle.reload()
		self.assertEqual((whistle.handled_at, whistle.workflow_state), ("Street", "Whistle in Hand"))
		take(whistle, "Pass Whistle Up", self.street, reason="需区级协调")
		whistle.reload()
		self.assertEqual((whistle.handled_at, whistle.workflow_state), ("District", "Whistle Blown"))
		self.assertTrue(self.waits_for(self.district, whistle))

	def test_ord_03_passing_up_by_hand_needs_a_reason_and_a_level_above(self):
		whistle = self.blown()
		with self.assertRaises(steps.ReasonMissing):
			take(whistle, "Pass Whistle Up", self.staff)
		take(whistle, "Pass Whistle Up", self.staff, reason="涉及产权单位")
		take(whistle, "Pass Whistle Up", self.street, reason="涉及产权单位")
		with self.assertRaises(steps.StepNotOpen):
			take(whistle, "Pass Whistle Up", self.district, reason="再上报")

	def test_ord_03_help_is_called_and_the_first_who_comes_takes_it_on(self):
		whistle = self.blown(self.world.secretary)
		with self.assertRaises(steps.SelfApproval):
			take(whistle, "Respond to Whistle", self.world.secretary)
		with as_user(self.world.secretary):
			with self.assertRaises(calls.NobodyNamed):
				calls.call(whistle.name)
			asked = {
				"organizations": [self.world.unit.name],
				"members": [self.world.member.name],
				"task": "派人清运",
			}
			self.assertEqual(calls.call(whistle.name, **asked), {"called": 2, "before": 0})
			self.assertEqual(calls.call(whistle.name, **asked), {"called": 0, "before": 2})
		with as_user(self.world.organizer):
			self.assertFalse(frappe.has_permission("Sink Whistle", "read", doc=whistle.name))
			[call] = frappe.get_list(
				"Sink Whistle Call",
				{"whistle": whistle.name, "organization": self.world.unit.name},
				["name", "title", "description"],
			)
			self.assertEqual((call.title, call.description), (whistle.title, whistle.description))
			calls.answer(call.name, "Coming")
		whistle.reload()
		self.assertEqual(whistle.workflow_state, "Whistle in Hand")
		self.assertTrue(whistle.responded_on)
		with as_user(self.world.organizer):
			with self.assertRaises(frappe.ValidationError):
				calls.answer(call.name, "Done")
			calls.answer(call.name, "Done", result="清运2车")
		with as_user(self.world.member_user):
			[own] = frappe.get_list("Sink Whistle Call", pluck="name")
			calls.answer(own, "Cannot Come", reason="在外地")
		stranger = make_stand("Sink Unit Organizer", self.world.other_unit)
		with as_user(stranger), self.assertRaises(frappe.PermissionError):
			calls.answer(call.name, "Coming")

	def test_ord_02_it_is_settled_judged_and_closed(self):
		whistle = self.blown()
		with self.assertRaises(controller.ResultMissing):
			take(whistle, "Respond to Whistle", self.staff)
			take(whistle, "Report Result", self.staff)
		whistle = self.settled_again(whistle)
		with self.assertRaises(controller.SatisfactionMissing):
			take(whistle, "Confirm Solved", self.worker)
		with as_user(self.staff), self.assertRaises(controller.NotYourSatisfaction):
			doc = frappe.get_doc("Sink Whistle", whistle.name)
			doc.satisfaction = "Very Satisfied"
			doc.save()
		take(whistle, "Not Solved Yet", self.worker, reason="第二天又堆上了")
		whistle = self.settled_again(whistle)
		with as_user(self.worker):
			whistle.reload()
			whistle.satisfaction = "Satisfied"
			whistle.save()
		whistle = take(whistle, "Confirm Solved", self.worker)
		self.assertEqual(whistle.workflow_state, "Whistle Closed")
		self.assertTrue(frappe.db.get_value("Sink Whistle", whistle.name, "closed_on"))

	def settled_again(self, whistle):
		with as_user(self.staff):
			doc = frappe.get_doc("Sink Whistle", whistle.name)
			doc.update({"result": "已清理", "outcome": "Solved"})
			doc.save()
		return take(whistle, "Report Result", self.staff)

	def test_a_whistle_has_to_lie_where_somebody_handles_it(self):
		with self.assertRaises(controller.NowhereToGo):
			make_whistle("Administrator", root_of("Sink Area"))

	def test_another_community_sees_and_does_nothing(self):
		whistle = self.blown()
		neighbour = make_stand("Sink Community Secretary", self.world.neighbour)
		with self.assertRaises(frappe.PermissionError):
			take(whistle, "Respond to Whistle", neighbour)
		with as_user(neighbour):
			self.assertEqual(frappe.get_list("Sink Whistle", {"name": whistle.name}), [])

	def test_the_daily_summary_tells_of_what_is_late(self):
		whistle = self.blown()
		whistle.db_set("respond_by", add_to_date(now_datetime(), hours=-2))
		lines = reminding.due_lines()
		self.assertIn(whistle.name, [line.name for line in lines[self.staff]])

	def test_ord_03_the_three_rates(self):
		district = make_area("District")
		community = make_area("Community", make_area("Street", district))
		self.staff = make_stand("Sink Community Staff", community)
		first, second, third = (
			take(make_whistle("Administrator", community.name), "Blow Whistle", "Administrator")
			for _each in range(3)
		)
		first = self.settled(first)
		first.db_set({"satisfaction": "Satisfied"})
		self.settled(second, outcome="Passed On")
		third.db_set({"respond_by": add_to_date(now_datetime(), hours=-2)})
		with as_user(self.staff):
			[row] = rates.execute({"by": "Community", "user": "Administrator"})[1]
		self.assertEqual((row.whistles, row.late), (3, 1))
		self.assertEqual((row.responded_rate, row.solved_rate, row.satisfied_rate), (66.7, 50.0, 100.0))
		with as_user(self.world.secretary):
			self.assertEqual(rates.execute({"district": district.name})[1], [])
