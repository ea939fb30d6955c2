import frappe
from frappe.tests.utils import FrappeTestCase
from frappe.utils import add_days, nowdate

from sink_app.approvals import steps
from sink_app.service.doctype.sink_team import sink_team as controller
from sink_app.service.teams import batches, people, reminding, seats, squads
from sink_app.tests.factories import (
	World,
	as_user,
	make,
	make_area,
	make_member,
	make_placed,
	make_stand,
	make_team,
	make_volunteer,
)

TEAM = "Sink Team"


class TestSinkTeam(FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.world = World()
		cls.others = [make_member(cls.world.branch) for _ in range(12)]

	def setUp(self):
		frappe.db.savepoint("before_test")

	def tearDown(self):
		frappe.set_user("Administrator")
		frappe.db.rollback(save_point="before_test")
		frappe.clear_document_cache("Sink Service Settings", "Sink Service Settings")

	def found(self, *members, **values):
		"""A draft by the community's secretary."""
		values.setdefault("team_name", "银发关爱服务队")
		rows = [{"member_kind": "Party Member", "member": member.name} for member in members]
		with as_user(self.world.secretary):
			return frappe.get_doc(
				{
					"doctype": TEAM,
					"kind": "Service Team",
					"community": self.world.community.name,
					"members": rows + values.pop("rows", []),
					**values,
				}
			).insert()

	def take(self, team, action, user=None, **kwargs):
		with as_user(user or self.world.secretary):
			return steps.take(TEAM, team.name, action, **kwargs)

	def test_team_01_the_community_puts_a_team_together_with_captain_and_deputy(self):
		team = self.found(self.others[0], captain=self.world.member.name)
		team.members[0].role = "Deputy Captain"
		team.save()
		self.assertEqual(
			[(row.member, row.role) for row in team.members],
			[(self.others[0].name, "Deputy Captain"), (self.world.member.name, "Captain")],
		)
		self.assertEqual((team.captain_name, team.member_count), (self.world.member.member_name, 2))
		team = self.take(team, "Set Up Team")
		self.assertEqual(team.workflow_state, "Team Set Up")

	def test_team_03_a_new_captain_makes_the_old_one_a_plain_member(self):
		team = self.found(self.others[0], captain=self.world.member.name)
		team.captain = self.others[0].name
		team.save()
		self.assertEqual(
			{row.member: row.role for row in team.members},
			{self.others[0].name: "Captain", self.world.member.name: "Team Member"},
		)
		team.members[0].role = "Team Member"
		team.save()
		self.assertIsNone(team.captain)

	def test_team_03_the_community_hears_when_a_captains_time_is_over(self):
		due = add_days(nowdate(), 20)
		make_team(self.world.community, self.world.member, team_name="敲门队", captain_until=due)
		make_team(self.world.community, self.others[0], captain_until=add_days(nowdate(), 90))
		lines = reminding.lines_of_captains()[self.world.secretary]
		self.assertEqual([(str(line.due), line.kind) for line in lines], [(due, "Due Soon")])
		self.assertIn("敲门队", lines[0].title)

	def test_a_team_without_captain_is_not_set_up(self):
		with self.assertRaises(controller.CaptainMissing):
			self.take(self.found(self.others[0]), "Set Up Team")

	def test_rules_of_the_rows(self):
		first = {"member_kind": "Party Member", "member": self.others[0].name}
		captain = {**first, "role": "Captain"}
		second = {"member_kind": "Party Member", "member": self.others[1].name, "role": "Captain"}
		for refusal, rows in (
			(people.PersonMissing, [{"member_kind": "Party Member"}]),
			(people.PersonMissing, [{"member_kind": "Volunteer", "person_name": "何春梅"}]),
			(people.PersonMissing, [{"member_kind": "Property Staff"}]),
			(people.TwiceInTeam, [first, first]),
			(people.TwoCaptains, [captain, second]),
		):
			with self.subTest(rows=rows), self.assertRaises(refusal):
				self.found(rows=rows)

	def test_a_name_stands_once_in_a_community(self):
		self.found()
		with self.assertRaises(controller.TeamExists):
			self.found()

	def test_team_12_team_20_a_third_service_team_is_refused_others_do_not_count(self):
		member = self.others[0]
		for number in (1, 2):
			self.found(member, team_name=f"服务队甲{number}")
		for number, kind in enumerate(("Community Work Team", "Emergency Commando", "Duty Team")):
			self.found(member, team_name=f"工作队{number}", kind=kind)
		with self.assertRaises(seats.TooManyTeams) as refusal:
			self.found(member, team_name="服务队甲3")
		self.assertIn("服务队甲1", str(refusal.exception))
		with self.assertRaises(seats.TooManyTeams):
			self.found(member, team_name="自主创单队", kind="Self-Managed Team")

	def test_team_12_a_seat_comes_free_when_a_member_leaves_or_the_team_is_dissolved(self):
		member = self.others[0]
		first = self.found(member, team_name="服务队甲1")
		second = self.found(member, team_name="服务队甲2")
		first.members[0].to_date = add_days(nowdate(), -1)
		first.members[0].from_date = add_days(nowdate(), -9)
		first.save()
		third = self.found(member, team_name="服务队甲3")
		self.take(second, "Dissolve Team", reason="任务完成")
		self.found(member, team_name="服务队甲4")
		self.assertEqual(seats.counted_teams(member.name), ["服务队甲3", "服务队甲4"])
		self.assertEqual(frappe.db.count("Sink Team Seat", {"team": third.name}), 1)

	def test_team_12_the_office_sets_how_many_teams(self):
		limit = frappe.get_doc("Sink Service Settings")
		limit.teams_per_member = 1
		limit.save()
		self.found(self.others[0], team_name="服务队甲1")
		with self.assertRaises(seats.TooManyTeams):
			self.found(self.others[0], team_name="服务队甲2")

	def test_who_leaves_on_a_day_ahead_keeps_the_seat_until_then(self):
		team = self.found(self.others[0])
		team.members[0].to_date = nowdate()
		team.save()
		seat = {"team": team.name}
		self.assertTrue(frappe.db.exists("Sink Team Seat", seat))
		frappe.db.set_value("Sink Team Seat", seat, "to_date", add_days(nowdate(), -1))
		seats.release_ended()
		self.assertFalse(frappe.db.exists("Sink Team Seat", seat))

	def test_team_11_more_people_than_recommended_are_pointed_out_and_kept(self):
		frappe.clear_messages()
		team = self.found(*self.others[:11], kind="Community Work Team")
		self.assertEqual((team.recommended_size, team.member_count), (10, 11))
		self.assertIn("11", str(frappe.message_log))
		frappe.clear_messages()
		self.found(*self.others[:10], kind="Community Work Team", team_name="社区工作二队")
		self.assertFalse(frappe.message_log)

	def test_team_18_ten_people_go_out_in_turn(self):
		team = self.found(*self.others[:10], kind="Community Work Team", captain=self.others[0].name)
		with as_user(self.world.secretary):
			controller.plan_rotation(team.name, 3, "2026-04-01", "2026-04-30")
		team.reload()
		self.assertEqual(
			[(row.batch, str(row.from_date), str(row.to_date), row.people) for row in team.batches],
			[(1, "2026-04-01", "2026-04-10", 4), (2, "2026-04-11", "2026-04-20", 3)]
			+ [(3, "2026-04-21", "2026-04-30", 3)],
		)
		team.batches[1].from_date = "2026-04-09"
		self.assertRaises(batches.BatchesOverlap, team.save)
		team.reload()
		team.members[0].batch = 7
		self.assertRaises(batches.UnknownBatch, team.save)
		self.assertRaises(batches.TooFewDays, batches.planned, 5, "2026-04-01", "2026-04-03")

	def test_team_19_a_commando_is_made_of_members_in_service(self):
		retired = make_member(self.world.branch, status="Retired")
		with self.assertRaises(people.NotInService):
			self.found(retired, kind="Emergency Commando")
		helper = {"member_kind": "Resident", "person_name": "街坊"}
		with self.assertRaises(people.NotInService):
			self.found(self.others[0], kind="Emergency Commando", rows=[helper])
		self.found(self.others[0], kind="Emergency Commando")

	def test_team_21_a_volunteer_team_holds_volunteers_property_staff_and_residents(self):
		volunteer = make_volunteer(self.world.community)
		team = self.found(
			kind="Volunteer Team",
			rows=[
				{"member_kind": "Volunteer", "volunteer": volunteer.name, "role": "Captain"},
				{"member_kind": "Property Staff", "person_name": "物业老周"},
				{"member_kind": "Resident", "person_name": "楼组长小何"},
			],
		)
		self.assertEqual((team.captain, team.captain_name), (None, volunteer.volunteer_name))
		self.take(team, "Set Up Team")

	def squad_rows(self):
		volunteers = [make_volunteer(self.world.community, self.world.grid) for _ in range(2)]
		return [
			{"member_kind": "Grid Worker", "person_name": "詹网格"},
			{"member_kind": "Party Member", "member": self.others[0].name},
			*({"member_kind": "Volunteer", "volunteer": each.name} for each in volunteers),
		]

	def test_team_25_a_squad_is_one_one_two_and_led_by_the_grid_worker(self):
		rows = self.squad_rows()
		about = {"kind": "112 Squad", "grid": self.world.grid.name, "rows": rows}
		squad = self.take(self.found(**about), "Set Up Team")
		self.assertEqual([row.role for row in squad.members], ["Captain", *["Team Member"] * 3])
		squad.reload()
		del squad.members[3]
		with self.assertRaises(people.SquadNotOneOneTwo) as refusal:
			squad.save()
		self.assertIn("1", str(refusal.exception))

	def test_team_25_what_is_no_squad(self):
		rows = self.squad_rows()
		resident = {"member_kind": "Resident", "person_name": "街坊"}
		about = {"kind": "112 Squad", "grid": self.world.grid.name}
		third = {"member_kind": "Volunteer", "volunteer": make_volunteer(self.world.community).name}
		for wrong in ([*rows, third], [*rows[:2], resident, rows[3]]):
			with self.subTest(wrong=wrong), self.assertRaises(people.SquadNotOneOneTwo):
				self.found(**about, rows=wrong)
		with self.assertRaises(controller.GridMissing):
			self.found(kind="112 Squad")
		draft = self.found(**about, rows=rows[:2])
		with self.assertRaises(people.SquadNotOneOneTwo):
			self.take(draft, "Set Up Team")

	def test_team_25_one_squad_a_grid(self):
		about = {"kind": "112 Squad", "grid": self.world.grid.name}
		first = self.found(**about)
		with self.assertRaises(controller.SquadExists):
			self.found(**about, team_name="另一小分队")
		self.take(first, "Dissolve Team", reason="重组")
		self.found(**about, team_name="另一小分队")

	def test_team_25_grids_without_a_squad_are_filled_by_suggestion(self):
		second = make_area("Grid", self.world.community)
		make_stand("Sink Grid Worker", self.world.grid)
		make_placed(self.world.member, self.world.community, self.world.grid)
		for _number in range(3):
			make_volunteer(self.world.community, self.world.grid)
		with as_user(self.world.secretary):
			self.assertEqual(squads.fill(self.world.community.name), {"made": 2, "complete": 1})
			self.assertEqual(squads.fill(self.world.community.name), {"made": 0, "complete": 0})
		squad = frappe.get_doc(TEAM, {"squad_of": self.world.grid.name})
		kinds = [row.member_kind for row in squad.members]
		self.assertEqual(kinds, ["Grid Worker", "Party Member", "Volunteer", "Volunteer"])
		self.assertEqual(squad.members[1].member, self.world.member.name)
		self.take(squad, "Set Up Team")
		self.assertFalse(frappe.get_doc(TEAM, {"squad_of": second.name}).members)

	def test_team_07_a_team_says_what_it_rests_on_and_team_14_how_it_was_guided(self):
		earlier = make_team(self.world.community, self.others[0], team_name="原巡逻队")
		position = make(
			"Sink Position",
			title="巡逻岗",
			position_class="社区治理",
			duties="巡逻",
			headcount=2,
			community=self.world.community.name,
		)
		team = self.found(
			based_on_team=earlier.name,
			based_on_post=position.name,
			based_on="夜间停车难",
			guidance=[{"day": nowdate(), "guide": "孟庆兰", "content": "首次活动前讲明纪律"}],
		)
		team.run_method("onload")
		self.assertEqual(str(team.get_onload("first_guided")), nowdate())

	def test_who_sees_it(self):
		team = make_team(self.world.community, self.world.member)
		readers = {
			self.world.member_user: True,
			self.world.secretary: True,
			make_stand("Sink Street Officer", self.world.street): True,
			make_stand("Sink Community Secretary", self.world.neighbour): False,
			self.world.organizer: False,
		}
		for user, sees in readers.items():
			with self.subTest(user=user), as_user(user):
				self.assertEqual(frappe.has_permission(TEAM, "read", doc=team), sees)
				self.assertEqual(team.name in frappe.get_list(TEAM, pluck="name"), sees)

	def test_the_unit_that_leads_a_team_builds_it_and_the_community_sets_it_up(self):
		with as_user(self.world.organizer):
			team = frappe.get_doc(
				{
					"doctype": TEAM,
					"team_name": "机关党委工作队",
					"kind": "Community Work Team",
					"community": self.world.community.name,
					"organization": self.world.unit.name,
					"captain": self.others[0].name,
				}
			).insert()
			with self.assertRaises(steps.StepNotOpen):
				steps.take(TEAM, team.name, "Set Up Team")
		self.assertEqual(self.take(team, "Set Up Team").workflow_state, "Team Set Up")
