import frappe
from frappe.tests.utils import FrappeTestCase

from sink_app.approvals import steps
from sink_app.service.doctype.sink_team_application import sink_team_application as controller
from sink_app.service.teams import cards, joining, phone, seats
from sink_app.tests.factories import (
	World,
	as_user,
	make_member,
	make_placed,
	make_stand,
	make_team,
	make_user,
)

DOCTYPE, TEAM = "Sink Team Application", "Sink Team"


class TestSinkTeamApplication(FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.world = World()
		cls.captain = make_member(cls.world.branch, user=make_user("Sink Member"))
		cls.deputy = make_member(cls.world.branch, user=make_user("Sink Member"))
		make_placed(cls.world.member, cls.world.community, cls.world.grid)

	def setUp(self):
		frappe.db.savepoint("before_test")
		self.team = self.make_team()

	def tearDown(self):
		frappe.set_user("Administrator")
		frappe.db.rollback(save_point="before_test")

	def make_team(self, **values):
		deputy = {"member_kind": "Party Member", "member": self.deputy.name, "role": "Deputy Captain"}
		kind = values.pop("kind", "Service Team")
		# captain and deputy are in many teams here
		members = {} if kind != "Service Team" else {"rows": [deputy]}
		return make_team(self.world.community, self.captain, kind=kind, recruiting=1, **members, **values)

	def apply(self, team=None, **values):
		with as_user(self.world.member_user):
			return joining.apply(self.world.member.name, (team or self.team).name, **values)

	def answer(self, application, accepts=True, who=None, reason=None):
		who = who or self.captain
		with as_user(who.user):
			return joining.answer(application.name, accepts, reason, captain=who.name)

	def test_team_06_a_member_applies_and_the_captain_takes_them_in(self):
		application = self.apply(words="会理发")
		self.assertEqual(application.workflow_state, "Application Open")
		answered = self.answer(application)
		self.assertEqual(answered.workflow_state, "In the Team")
		self.team.reload()
		row = self.team.members[-1]
		self.assertEqual((row.member, row.role, row.idx), (self.world.member.name, "Team Member", 3))
		self.assertEqual(self.team.member_count, 3)
		self.assertEqual(steps.history(DOCTYPE, application.name)[-1]["user"], self.captain.user)
		self.team.save()
		self.assertEqual(frappe.db.count("Sink Team Seat", {"team": self.team.name}), 3)

	def test_a_deputy_answers_too_others_do_not(self):
		application = self.apply()
		with self.assertRaises(joining.NotTheCaptain):
			self.answer(
				application, who=frappe._dict(user=self.world.member_user, name=self.world.member.name)
			)
		stranger = make_member(self.world.branch, user=make_user("Sink Member"))
		with self.assertRaises(joining.NotTheCaptain):
			self.answer(application, who=stranger)
		self.assertEqual(self.answer(application, who=self.deputy).workflow_state, "In the Team")
		with self.assertRaises(joining.AnsweredAlready):
			self.answer(application)

	def test_declining_says_why(self):
		application = self.apply()
		with self.assertRaises(joining.ReasonMissing):
			self.answer(application, accepts=False, reason=" ")
		self.answer(application, accepts=False, reason="本期已满")
		application.reload()
		self.assertEqual(
			(application.workflow_state, application.answer), ("Application Declined", "本期已满")
		)
		self.apply()

	def test_the_community_answers_in_the_desk(self):
		application = self.apply()
		with as_user(self.world.secretary):
			steps.take(DOCTYPE, application.name, "Take Into Team")
		self.assertTrue(
			frappe.db.exists("Sink Team Seat", {"place": f"{self.team.name}/{self.world.member.name}"})
		)

	def test_the_community_writes_down_who_asks_in_person(self):
		with as_user(self.world.secretary):
			application = joining.apply(self.world.member.name, self.team.name)
			self.assertEqual(application.workflow_state, "Application Open")
		with as_user(make_stand("Sink Community Secretary", self.world.neighbour)):
			self.assertRaises(frappe.PermissionError, joining.apply, self.world.member.name, self.team.name)

	def test_what_is_refused(self):
		closed = make_team(self.world.community, self.captain)
		with self.assertRaises(controller.TeamNotOpen):
			self.apply(closed)
		self.apply()
		with self.assertRaises(controller.AppliedAlready):
			self.apply()
		stranger = make_member(self.world.branch)
		about = {"doctype": DOCTYPE, "team": self.team.name, "member": stranger.name}
		with self.assertRaises(controller.NotRegisteredThere):
			frappe.get_doc(about).insert()

	def test_team_12_who_is_in_two_teams_is_told_before_the_captain_is_bothered(self):
		for _number in range(2):
			make_team(self.world.community, self.world.member)
		with self.assertRaises(seats.TooManyTeams):
			self.apply()

	def test_team_12_two_more_teams_meanwhile_leave_the_application_as_it_was(self):
		application = self.apply()
		for _number in range(2):
			make_team(self.world.community, self.world.member)
		frappe.db.savepoint("answer")
		with self.assertRaises(seats.TooManyTeams):
			self.answer(application)
		frappe.db.rollback(save_point="answer")
		application.reload()
		self.assertEqual(application.workflow_state, "Application Open")

	def test_team_05_recruiting_ends_when_so_many_are_found(self):
		self.team.quota = 3
		self.team.save()
		self.answer(self.apply())
		self.team.reload()
		self.assertEqual((self.team.member_count, self.team.recruiting), (3, 0))
		other = make_member(self.world.branch)
		with self.assertRaises(joining.TeamFull):
			joining.enrol(self.team.name, other.name)

	def test_a_form_left_open_does_not_wipe_out_who_was_taken_meanwhile(self):
		left_open = frappe.get_doc(TEAM, self.team.name)
		self.answer(self.apply())
		self.assertRaises(frappe.TimestampMismatchError, left_open.save)

	def test_a_member_takes_it_back_and_leaves(self):
		application = self.apply()
		with as_user(self.world.member_user):
			page = phone.withdraw(application.name, "Application Open")
		self.assertEqual(page["applied"][0]["seen_state"], "Application Withdrawn")
		self.answer(self.apply())
		with as_user(self.world.member_user):
			page = phone.leave(self.team.name)
		self.assertEqual((page["teams"], len(page["to_join"])), ([], 1))
		self.assertEqual(frappe.db.get_value(TEAM, self.team.name, "member_count"), 2)
		with as_user(self.captain.user), self.assertRaises(frappe.ValidationError):
			phone.leave(self.team.name)

	def test_the_phone_page_shows_a_member_and_a_captain_what_is_theirs(self):
		application = self.apply(words="会理发")
		with as_user(self.captain.user):
			self.assertEqual(phone.card()["to_answer"], 1)
			page = phone.page()
		self.assertEqual([row["name"] for row in page["to_answer"]], [application.name])
		self.assertTrue(page["teams"][0]["leads"])
		with as_user(self.world.member_user):
			card, page = phone.card(), phone.page()
		self.assertEqual((card["open"], card["to_answer"], card["teams"]), (0, 0, []))
		self.assertEqual([row["is_open"] for row in page["applied"]], [True])

	def test_team_05_the_public_page_lists_who_looks_for_people_without_numbers(self):
		rows = cards.recruiting(community=self.world.community.name)
		self.assertEqual([row.name for row in rows], [self.team.name])
		self.assertNotIn("captain_mobile", rows[0])
		self.assertEqual(rows[0].captain_name, "党同志")
		self.team.db_set("recruiting", 0)
		self.assertEqual(cards.recruiting(community=self.world.community.name), [])
