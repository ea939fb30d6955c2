import frappe
from frappe.tests.utils import FrappeTestCase

from sink_app.approvals import inbox, steps
from sink_app.approvals.log import LOG
from sink_app.tests.factories import World, as_user, make_member, make_registration, make_stand, make_user

DOCTYPE = "Sink Registration"


class InboxCase(FrappeTestCase):
	"""Registrations on their way, for tests of what waits."""

	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.world = World()

	def setUp(self):
		frappe.db.savepoint("before_test")

	def tearDown(self):
		frappe.set_user("Administrator")
		frappe.db.rollback(save_point="before_test")
		frappe.clear_document_cache("Workflow", "Sink Registration")

	def register(self, *actions, community=None, **values):
		"""A registration on its way: `actions` are taken by who takes them in the shipped chain."""
		member = make_member(self.world.branch, user=make_user("Sink Member"))
		made = make_registration(member, community or self.world.community, **values)
		for action in actions:
			user = member.user if action == "Submit to Unit" else self.world.organizer
			with as_user(user):
				steps.take(DOCTYPE, made.name, action, reason="请补填")
		made.reload()
		return made

	def review(self, **values):
		return self.register("Submit to Unit", **values)

	def acceptance(self, **values):
		return self.register("Submit to Unit", "Approve to Community", **values)


class TestInbox(InboxCase):
	def inbox(self, user, **filters):
		with as_user(user):
			return [row["name"] for row in inbox.rows(DOCTYPE, **filters)["rows"]]

	def count(self, user):
		with as_user(user):
			return inbox.count()["count"]

	def test_a_record_waits_where_its_state_and_its_place_meet(self):
		world = self.world
		reviewed, accepted = self.review(), self.acceptance()
		elsewhere = self.acceptance(community=world.neighbour)
		self.assertEqual(self.inbox(world.organizer), [reviewed.name])
		self.assertEqual(self.inbox(world.secretary), [accepted.name])
		neighbour = make_stand("Sink Community Secretary", world.neighbour)
		self.assertEqual(self.inbox(neighbour), [elsewhere.name])
		self.assertEqual(self.inbox(make_stand("Sink Community Secretary", world.far_community)), [])
		self.assertEqual(self.inbox(make_stand("Sink District Organizer", world.district)), [])
		counts = [self.count(user) for user in (world.organizer, world.secretary, neighbour)]
		self.assertEqual(counts, [1, 1, 1])

	def test_a_role_held_elsewhere_makes_nothing_wait_here(self):
		"""Secretary of this community and organizer of another unit: what its unit reviews is not theirs."""
		both = make_stand("Sink Community Secretary", self.world.community)
		make_stand("Sink Unit Organizer", self.world.other_unit, user=both)
		self.review()
		accepted = self.acceptance()
		self.assertEqual((self.inbox(both), self.count(both)), ([accepted.name], 1))

	def test_a_draft_and_what_was_sent_back_wait_for_who_filed_them(self):
		draft = self.register()
		returned = self.register("Submit to Unit", "Send Back")
		for registration in (draft, returned):
			user = frappe.db.get_value("Sink Member", registration.member, "user")
			self.assertEqual((self.inbox(user), self.count(user)), ([registration.name], 1))
		self.assertEqual((self.inbox(self.world.organizer), self.count(self.world.organizer)), ([], 0))

	def test_nobodys_own_record_waits_for_their_approval(self):
		own = make_member(self.world.branch, user=make_user("Sink Member"))
		make_stand("Sink Unit Organizer", self.world.unit, user=own.user)
		registration = make_registration(own, self.world.community)
		with as_user(own.user):
			steps.take(DOCTYPE, registration.name, "Submit to Unit")
		self.assertEqual((self.inbox(own.user), self.count(own.user)), ([], 0))
		self.assertIn(registration.name, self.inbox(self.world.organizer))

	def test_a_stand_that_ended_makes_nothing_wait(self):
		self.acceptance()
		past = make_stand(
			"Sink Community Secretary", self.world.community, from_date="2020-01-01", to_date="2020-12-31"
		)
		self.assertEqual((self.inbox(past), self.count(past)), ([], 0))

	def deputize(self, absent, deputy, **days):
		today = frappe.utils.nowdate()
		days = {"from_date": today, "to_date": today, **days}
		with as_user("Administrator"):
			frappe.get_doc(
				{"doctype": "Sink Deputy", "absent_user": absent, "deputy": deputy, **days}
			).insert()

	def test_what_waits_for_who_is_away_waits_for_the_deputy(self):
		accepted = self.acceptance()
		deputy = make_stand("Sink Community Secretary", self.world.far_community)
		self.assertEqual((self.inbox(deputy), self.count(deputy)), ([], 0))
		self.deputize(self.world.secretary, deputy)
		self.assertEqual((self.inbox(deputy), self.count(deputy)), ([accepted.name], 1))
		with as_user(deputy):
			row = inbox.rows()["rows"][0]
		self.assertEqual(row["on_behalf_of"], frappe.utils.get_fullname(self.world.secretary))

	def test_a_deputys_own_record_does_not_wait_for_the_deputy(self):
		own = make_member(self.world.branch, user=make_user("Sink Member", "Sink Unit Organizer"))
		self.deputize(self.world.organizer, own.user)
		registration = make_registration(own, self.world.community)
		with as_user(own.user):
			steps.take(DOCTYPE, registration.name, "Submit to Unit")
		self.assertEqual((self.inbox(own.user), self.count(own.user)), ([], 0))

	def test_the_longest_waiting_stands_first_and_pages_hold_everything_once(self):
		made = [self.acceptance() for _number in range(5)]
		waits = [3, 1, 2, 2, 5]
		log = frappe.qb.DocType(LOG)
		for registration, days in zip(made, waits, strict=True):
			moment = frappe.utils.add_days(frappe.utils.now_datetime().replace(microsecond=0), -days)
			of_this = log.reference_name == registration.name
			frappe.qb.update(log).set(log.taken_at, moment).where(of_this).run()
		with as_user(self.world.secretary):
			first = inbox.rows(limit=2)
			second = inbox.rows(after=first["after"], limit=2)
			third = inbox.rows(after=second["after"], limit=2)
		pages = [[row["name"] for row in page["rows"]] for page in (first, second, third)]
		self.assertIsNone(third["after"])
		self.assertEqual(pages[0], [made[4].name, made[0].name])
		self.assertEqual(sorted(pages[1]), sorted([made[2].name, made[3].name]))
		self.assertEqual(pages[2], [made[1].name])
		self.assertAlmostEqual(first["rows"][0]["waited_seconds"], 5 * 86400, delta=60)

	def test_a_row_says_what_it_is_and_which_steps_are_open(self):
		registration = self.acceptance(wanted_post="巡逻")
		with as_user(self.world.secretary):
			row = inbox.rows()["rows"][0]
		self.assertEqual(row["title"], registration.member_name)
		self.assertEqual([step["action"] for step in row["steps"]], ["Accept into Grid", "Send Back"])
		self.assertEqual(row["steps"][0]["asks"], ["grid", "given_post"])
		self.assertTrue(row["steps"][1]["needs_reason"])
		self.assertIn(self.world.community.title, [fact["value"] for fact in row["facts"]])

	def test_kinds_say_how_many_wait_in_each_state(self):
		self.acceptance()
		self.acceptance()
		with as_user(self.world.secretary):
			found = inbox.kinds()
		self.assertEqual(
			[(kind["doctype"], kind["state"], kind["count"]) for kind in found],
			[(DOCTYPE, "Community Acceptance", 2)],
		)

	def test_a_text_narrows_by_title(self):
		self.acceptance()
		wanted = self.acceptance()
		self.assertEqual(self.inbox(self.world.secretary, text=wanted.member_name), [wanted.name])
		self.assertEqual(self.inbox(self.world.secretary, text="100%"), [])

	def test_a_chain_with_conditions_counts_only_what_is_open(self):
		registration = self.acceptance()
		self.acceptance()
		workflow = frappe.get_doc("Workflow", "Sink Registration")
		for step in workflow.transitions:
			if step.state == "Community Acceptance":
				step.condition = f"doc.name == '{registration.name}'"
		workflow.save()
		self.assertEqual(self.inbox(self.world.secretary), [registration.name])
		self.assertEqual(self.count(self.world.secretary), 1)

	def test_where_nothing_waits_though_steps_go_on(self):
		self.acceptance()
		workflow = frappe.get_doc("Workflow", "Sink Registration")
		for row in workflow.states:
			row.rests_here = row.state == "Community Acceptance"
		workflow.save()
		self.assertEqual((self.inbox(self.world.secretary), self.count(self.world.secretary)), ([], 0))

	def test_a_step_takes_along_what_it_asks_for(self):
		registration = self.acceptance()
		with as_user(self.world.secretary):
			inbox.take(
				DOCTYPE,
				registration.name,
				"Accept into Grid",
				"Community Acceptance",
				values={"grid": self.world.grid.name, "given_post": "巡逻岗"},
			)
		registration.reload()
		self.assertEqual(
			(registration.workflow_state, registration.grid, registration.given_post),
			("Placed in Grid", self.world.grid.name, "巡逻岗"),
		)

	def test_a_step_takes_nothing_it_does_not_ask_for(self):
		from sink_app.approvals.asking import NotAskedFor

		registration = self.acceptance()
		with as_user(self.world.secretary), self.assertRaises(NotAskedFor):
			inbox.take(
				DOCTYPE,
				registration.name,
				"Accept into Grid",
				"Community Acceptance",
				values={"community": self.world.neighbour.name},
			)

	def test_a_late_click_fills_nothing(self):
		registration = self.acceptance()
		with as_user(self.world.secretary), self.assertRaises(steps.RecordMovedOn):
			inbox.take(
				DOCTYPE,
				registration.name,
				"Accept into Grid",
				"Unit Review",
				values={"grid": self.world.grid.name},
			)
		registration.reload()
		self.assertFalse(registration.grid)
