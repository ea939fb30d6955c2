import frappe
from frappe.tests.utils import FrappeTestCase

from sink_app.approvals import inbox, steps
from sink_app.personal import consents, vault
from sink_app.service.doctype.sink_team_filing import sink_team_filing as controller
from sink_app.service.teams import cards
from sink_app.tests.factories import World, as_user, make_member, make_stand, make_team

DOCTYPE, TEAM = "Sink Team Filing", "Sink Team"


class TestSinkTeamFiling(FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.world = World()
		cls.officer = make_stand("Sink Street Officer", cls.world.street)

	def setUp(self):
		frappe.db.savepoint("before_test")

	def tearDown(self):
		frappe.set_user("Administrator")
		frappe.db.rollback(save_point="before_test")

	def file(self, community=None):
		community = community or self.world.community
		with as_user(self.world.secretary):
			return frappe.get_doc({"doctype": DOCTYPE, "community": community.name, "year": 2026}).insert()

	def take(self, filing, action, user=None, **kwargs):
		with as_user(user or self.world.secretary):
			return steps.take(DOCTYPE, filing.name, action, **kwargs)

	def test_team_13_the_filing_compiles_itself_and_tells_what_is_missing(self):
		team = make_team(self.world.community, self.world.member, services="理发", frequency="每月一次")
		make_team(self.world.community, make_member(self.world.branch), office_contact="027-81970001")
		make_team(self.world.community, at_work=False, team_name="还在筹建")
		make_team(self.world.neighbour, make_member(self.world.branch))
		filing = self.file()
		self.assertEqual(filing.team_count, 2)
		row = next(row for row in filing.teams if row.team == team.name)
		self.assertEqual((row.team_name, row.captain_name), (team.team_name, self.world.member.member_name))
		self.assertEqual(row.contact, self.world.member.mobile)
		self.assertIn("****", row.contact)
		self.assertEqual(row.missing, frappe._("the captain is not registered here any more"))
		self.assertIn("还在筹建", filing.missing)
		self.assertIn(frappe._("no services named"), filing.missing)

	def test_team_13_handed_in_checked_and_numbered(self):
		team = make_team(self.world.community, self.world.member)
		filing = self.take(self.file(), "Hand In Filing")
		with as_user(self.officer):
			self.assertIn(filing.name, [row["name"] for row in inbox.rows(DOCTYPE)["rows"]])
		late = make_team(self.world.community, make_member(self.world.branch))
		filed = self.take(filing, "Give Filing Number", self.officer)
		filed.reload()
		self.assertEqual((filed.workflow_state, filed.filing_no), ("Filed With Street", "2026-001"))
		self.assertTrue(filed.filed_on)
		team.reload()
		self.assertEqual((team.workflow_state, team.filing), ("Team Filed", filed.name))
		self.assertEqual(frappe.db.get_value(TEAM, late.name, "workflow_state"), "Team Set Up")
		team.services = "一年四季"
		with as_user(self.world.secretary):
			team.save()
		again = self.take(self.file(), "Hand In Filing")
		self.assertEqual(self.take(again, "Give Filing Number", self.officer).filing_no, "2026-002")

	def test_the_street_may_give_a_number_of_its_own_or_send_it_back(self):
		make_team(self.world.community, self.world.member)
		filing = self.take(self.file(), "Hand In Filing")
		back = self.take(filing, "Send Back", self.officer, reason="请补充服务频次")
		back.reload()
		self.assertEqual((back.workflow_state, back.return_reason), ("Returned", "请补充服务频次"))
		make_team(self.world.community, make_member(self.world.branch))
		again = self.take(back, "Hand In Filing")
		self.assertEqual(again.team_count, 2)
		again.db_set("filing_no", "藏街备〔2026〕7号")
		filed = self.take(again, "Give Filing Number", self.officer)
		self.assertEqual(filed.filing_no, "藏街备〔2026〕7号")

	def test_rules(self):
		filing = self.file()
		with self.assertRaises(controller.FiledAlready):
			self.file()
		with self.assertRaises(controller.NothingToFile):
			self.take(filing, "Hand In Filing")

	def test_who_sees_it(self):
		filing = self.file()
		for user, sees in (
			(self.officer, True),
			(self.world.secretary, True),
			(make_stand("Sink Community Secretary", self.world.neighbour), False),
			(make_stand("Sink Street Officer", self.world.far_district), False),
			(self.world.organizer, False),
		):
			with self.subTest(user=user), as_user(user):
				self.assertEqual(frappe.has_permission(DOCTYPE, "read", doc=filing), sees)

	def test_team_04_a_captains_number_is_given_away_only_with_consent(self):
		number = vault.number_of("Sink Member", self.world.member.name, "mobile")
		team = make_team(
			self.world.community,
			self.world.member,
			services="理发",
			frequency="每月一次",
			office_contact="027-81970001",
		)
		with as_user(self.world.secretary):
			card = cards.card(team.name)
		for words in (team.team_name, "理发", "每月一次", self.world.member.member_name, "027-81970001"):
			self.assertIn(words, card["text"])
		self.assertNotIn(number, card["text"])
		self.assertEqual(card["silent"], [self.world.member.member_name])
		self.agree()
		with as_user(self.world.secretary):
			card = cards.cards_of(self.world.community.name)
		self.assertIn(number, card["text"])
		self.assertEqual(card["silent"], [])
		consents.withdraw(self.world.member.name, cards.PURPOSE, consents.DESK)
		self.assertNotIn(number, cards.card(team.name)["text"])

	def test_team_04_a_card_is_for_who_may_read_the_team(self):
		team = make_team(self.world.community, self.world.member)
		with as_user(make_stand("Sink Community Secretary", self.world.neighbour)):
			self.assertRaises(frappe.PermissionError, cards.card, team.name)
			self.assertEqual(cards.cards_of(self.world.community.name)["text"], "")

	def agree(self):
		if not consents.notice_in_force(cards.PURPOSE):
			frappe.get_doc(
				{
					"doctype": "Sink Privacy Notice",
					"purpose": cards.PURPOSE,
					"title": "公开联系方式",
					"text": "在工作群公开",
					"in_force_from": "2020-01-01",
				}
			).insert()
		consents.give(self.world.member.name, cards.PURPOSE, consents.PAPER)
