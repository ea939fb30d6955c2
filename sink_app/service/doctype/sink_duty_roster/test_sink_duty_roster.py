from unittest.mock import patch

import frappe
from frappe.tests.utils import FrappeTestCase
from frappe.utils import add_days, getdate, nowdate

from sink_app.approvals import steps
from sink_app.service.doctype.sink_duty_roster import sink_duty_roster as controller
from sink_app.service.doctype.sink_duty_shift import sink_duty_shift
from sink_app.service.rosters import clock, job, planning, sources
from sink_app.service.teams import batches, reminding
from sink_app.tests.factories import World, as_user, make, make_member, make_stand, make_team

DOCTYPE, SHIFT = "Sink Duty Roster", "Sink Duty Shift"
MONDAY, FRIDAY, NEXT_FRIDAY = "2027-04-05", "2027-04-09", "2027-04-16"


class TestSinkDutyRoster(FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.world = World()
		cls.people = [make_member(cls.world.branch) for _ in range(5)]
		cls.holidays = make(
			"Sink Holiday List",
			list_name=f"值班测试{frappe.generate_hash(length=6)}",
			days=[
				{"day": "2027-04-06", "kind": "Day Off"},
				{"day": "2027-04-10", "kind": "Working Day"},
			],
		).name

	def setUp(self):
		frappe.db.savepoint("before_test")
		self.team = make_team(
			self.world.community, *self.people, kind="Duty Team", organization=self.world.unit.name
		)

	def tearDown(self):
		frappe.set_user("Administrator")
		frappe.db.rollback(save_point="before_test")

	def roster(self, **values):
		with as_user(self.world.organizer):
			return frappe.get_doc(
				{
					"doctype": DOCTYPE,
					"team": self.team.name,
					"from_date": MONDAY,
					"to_date": NEXT_FRIDAY,
					"per_day": 1,
					**values,
				}
			).insert()

	def generated(self, **values):
		roster = self.roster(**values)
		with as_user(self.world.organizer):
			controller.generate(roster.name)
		roster.reload()
		return roster

	def take(self, roster, action, **kwargs):
		with as_user(self.world.organizer):
			return steps.take(DOCTYPE, roster.name, action, **kwargs)

	def shifts(self, roster, **filters):
		return frappe.get_all(
			SHIFT,
			filters={"roster": roster.name, **filters},
			fields=["name", "day", "member", "status", "is_pinned"],
			order_by="day asc",
		)

	def test_team_23_every_working_day_is_covered_and_loads_differ_by_one(self):
		roster = self.generated()
		self.assertEqual(
			[str(row.day) for row in self.shifts(roster)], [str(d) for d in planning.working_days(roster)]
		)
		self.assertEqual(sorted(row.shifts for row in roster.people), [2] * 5)
		self.assertEqual((roster.outcome, roster.working_days, roster.empty_days), ("Everything Met", 10, 0))
		self.assertFalse(roster.unmet)
		self.assertIn("OPTIMAL", roster.solver_words)
		shift = frappe.get_doc(SHIFT, self.shifts(roster)[0].name)
		self.assertEqual((shift.community, shift.unit), (self.world.community.name, self.world.unit.name))
		self.assertEqual((shift.from_time, shift.to_time), ("08:30", "17:30"))

	def test_team_23_holidays_are_left_out_and_tiaoxiu_days_are_worked(self):
		roster = self.generated(holiday_list=self.holidays, to_date="2027-04-11")
		days = [str(row.day) for row in self.shifts(roster)]
		self.assertEqual(days, ["2027-04-05", "2027-04-07", "2027-04-08", "2027-04-09", "2027-04-10"])

	def test_leave_is_honoured_and_what_cannot_be_met_is_said(self):
		for member in self.people:
			make(
				"Sink Leave",
				member=member.name,
				from_date="2027-04-07",
				to_date="2027-04-07",
				kind="Rest in Lieu",
			)
		make("Sink Leave", member=self.people[0].name, from_date="2027-04-08", to_date="2027-04-30")
		roster = self.generated(per_day=2, days_apart=0)
		away = [row.day for row in self.shifts(roster, member=self.people[0].name)]
		self.assertTrue(all(day <= getdate("2027-04-06") for day in away))
		self.assertEqual((roster.outcome, roster.empty_days), ("Not Everything Met", 1))
		self.assertIn(planning.named([getdate("2027-04-07")]), roster.unmet)
		self.assertIn(self.people[0].member_name, roster.unmet)
		row = next(row for row in roster.people if row.member == self.people[0].name)
		self.assertEqual(row.free_days, 2)
		self.assertTrue(row.note)

	def test_team_18_people_serve_in_their_batches_turn(self):
		for row in batches.planned(2, MONDAY, "2027-04-18"):
			self.team.append("batches", row)
		batches.shared_out(self.team.members, 2)
		self.team.save()
		second = {row.member for row in self.team.members if row.batch == 2}
		roster = self.generated()
		for row in self.shifts(roster):
			self.assertEqual(row.member in second, row.day > getdate("2027-04-11"), row)

	def test_last_rosters_load_is_carried_over(self):
		first = self.generated(to_date="2027-04-06")
		self.take(first, "Publish Roster")
		served = {row.member for row in self.shifts(first)}
		second = self.generated(from_date="2027-04-07", to_date=FRIDAY)
		self.assertEqual({row.member for row in second.people if row.carried}, served)
		self.assertFalse({row.member for row in self.shifts(second)} & served)

	def test_what_was_set_by_hand_stays_when_generated_anew(self):
		roster = self.generated(to_date=FRIDAY)
		own = next(row for row in self.shifts(roster) if str(row.day) == MONDAY)
		with as_user(self.world.organizer):
			other = next(each.name for each in self.people if each.name != own.member)
			shift = frappe.get_doc(SHIFT, own.name)
			shift.member = other
			shift.save()
			self.assertEqual((shift.stood_in_for, shift.is_pinned), (own.member, 1))
			controller.generate(roster.name)
		self.assertEqual([row.member for row in self.shifts(roster, day=MONDAY)], [other])
		self.assertEqual(len(self.shifts(roster)), 5)

	def test_a_roster_with_an_empty_working_day_is_not_published(self):
		roster = self.generated(to_date=FRIDAY)
		frappe.delete_doc(SHIFT, self.shifts(roster)[2].name)
		with self.assertRaises(controller.DayWithoutAnybody) as refusal:
			self.take(roster, "Publish Roster")
		self.assertIn(planning.named([getdate("2027-04-07")]), str(refusal.exception))
		self.assertTrue(all(row.status == "Draft" for row in self.shifts(roster)))

	def test_more_than_two_a_day_are_pointed_out_and_published(self):
		roster = self.generated(to_date=FRIDAY, per_day=2)
		there = {row.member for row in self.shifts(roster, day=MONDAY)}
		third = next(each.name for each in self.people if each.name not in there)
		make(SHIFT, roster=roster.name, day=MONDAY, member=third)
		frappe.clear_messages()
		published = self.take(roster, "Publish Roster")
		self.assertIn(planning.named([getdate(MONDAY)]), str(frappe.message_log))
		self.assertEqual({row.status for row in self.shifts(published)}, {"Planned"})

	def test_a_published_roster_is_withdrawn_with_the_shifts_ahead(self):
		roster = self.generated(to_date=FRIDAY)
		self.take(roster, "Publish Roster")
		with self.assertRaises(controller.NotADraft), as_user(self.world.organizer):
			controller.generate(roster.name)
		self.take(roster, "Withdraw Roster", reason="人员调整")
		self.assertEqual({row.status for row in self.shifts(roster)}, {"Cancelled"})
		self.generated(to_date=FRIDAY)

	def test_rules_of_a_roster(self):
		self.roster(to_date=FRIDAY)
		service_team = make_team(self.world.community, self.people[0], organization=self.world.unit.name)
		for refusal, values in (
			(controller.RosterOverlaps, {"from_date": FRIDAY}),
			(controller.NotADutyTeam, {"team": service_team.name}),
			(controller.PeopleADayWrong, {"per_day": 3, "from_date": "2027-05-03", "to_date": "2027-05-07"}),
			(
				controller.TimesWrong,
				{
					"from_time": "18:00",
					"to_time": "08:00",
					"from_date": "2027-05-03",
					"to_date": "2027-05-07",
				},
			),
			(clock.TimeWrong, {"from_time": "25点", "from_date": "2027-05-03", "to_date": "2027-05-07"}),
			(controller.TooLong, {"from_date": "2027-05-03", "to_date": "2028-06-01"}),
		):
			with self.subTest(values=values), self.assertRaises(refusal):
				self.roster(**values)

	def test_rules_of_a_shift(self):
		roster = self.generated(to_date=FRIDAY)
		there = self.shifts(roster, day=MONDAY)[0].member
		for refusal, values in (
			(sink_duty_shift.OnDutyAlready, {"day": MONDAY, "member": there}),
			(sink_duty_shift.OutsideRoster, {"day": NEXT_FRIDAY, "member": there}),
		):
			with self.subTest(values=values), self.assertRaises(refusal):
				make(SHIFT, roster=roster.name, **values)

	def test_a_large_roster_is_generated_by_a_worker_and_a_broken_one_says_so(self):
		roster = self.roster()
		with (
			patch.object(job, "INLINE", 1),
			patch("frappe.enqueue") as enqueue,
			as_user(self.world.organizer),
		):
			controller.generate(roster.name)
		self.assertEqual(enqueue.call_args.kwargs["job_id"], f"sink_duty_roster:{roster.name}")
		roster.reload()
		self.assertEqual(roster.status, "In the Queue")
		self.assertEqual(self.shifts(roster), [])

	def test_a_weekend_has_nothing_to_plan(self):
		roster = self.roster(from_date="2027-04-10", to_date="2027-04-11")
		with self.assertRaises(planning.NobodyToPlan), as_user(self.world.organizer):
			controller.generate(roster.name)

	def test_a_duty_tells_what_a_service_record_takes_over(self):
		shift = self.shifts(self.generated(to_date=FRIDAY))[0]
		with self.assertRaises(sources.NotServed):
			sources.of_shift(shift.name)
		frappe.db.set_value(SHIFT, shift.name, "status", "Planned")
		told = sources.of_shift(shift.name)
		self.assertEqual((told["member"], told["area"]), (shift.member, self.world.community.name))
		self.assertEqual((str(told["starts_on"]), told["time_kind"]), (f"{MONDAY} 08:30:00", "Duty"))
		self.assertEqual(sources.offers(shift.member), [])
		frappe.db.set_value(SHIFT, shift.name, "day", add_days(nowdate(), -3))
		self.assertEqual([each["source"] for each in sources.offers(shift.member)], [shift.name])

	def test_who_sees_rosters_and_shifts(self):
		roster = self.generated(to_date=FRIDAY)
		shift = self.shifts(roster)[0]
		for user, sees in (
			(self.world.secretary, True),
			(self.world.organizer, True),
			(make_stand("Sink Community Secretary", self.world.neighbour), False),
			(make_stand("Sink Unit Organizer", self.world.other_unit), False),
		):
			with self.subTest(user=user), as_user(user):
				self.assertEqual(frappe.has_permission(DOCTYPE, "read", doc=roster), sees)
				self.assertEqual(bool(frappe.get_list(SHIFT, {"name": shift.name})), sees)

	def test_a_day_that_has_become_empty_is_in_the_communitys_summary(self):
		monday = getdate(add_days(nowdate(), 7 - getdate(nowdate()).weekday()))
		roster = self.generated(from_date=monday, to_date=add_days(monday, 4))
		self.take(roster, "Publish Roster")
		frappe.delete_doc(SHIFT, self.shifts(roster)[0].name)
		with patch.object(reminding, "nowdate", return_value=str(monday)):
			lines = reminding.lines_of_empty_days()
		self.assertEqual([line.due for line in lines[self.world.secretary]], [monday])
		self.assertNotIn(make_stand("Sink Community Secretary", self.world.neighbour), lines)

	def test_the_days_of_a_roster_for_the_form(self):
		roster = self.generated(to_date=FRIDAY)
		frappe.delete_doc(SHIFT, self.shifts(roster)[2].name)
		with as_user(self.world.organizer):
			days = controller.days(roster.name)
		self.assertEqual([day["is_empty"] for day in days], [False, False, True, False, False])
		self.assertEqual(days[0]["weekday"], frappe._("Monday"))
		self.assertEqual(len(days[0]["people"]), 1)
