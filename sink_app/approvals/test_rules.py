import frappe
from frappe.tests.utils import FrappeTestCase
from frappe.utils import nowdate

from sink_app.approvals import chain, persons, rules, signatures, steps, waiting
from sink_app.approvals.doctype.sink_signature_rule import sink_signature_rule as controller
from sink_app.tests.factories import World, as_user, make, make_organization, make_registration, make_stand

DOCTYPE = "Sink Registration"
APPROVE, BACK = "Approve to Community", "Send Back"


class RuleCase(FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.world = World()
		cls.chain = frappe.db.get_value("Workflow", {"document_type": DOCTYPE, "is_active": 1})
		cls.branch_secretary = make_stand("Sink Branch Secretary", cls.world.branch)

	def setUp(self):
		frappe.db.savepoint("before_test")
		registration = make_registration(self.world.member, self.world.community)
		frappe.db.set_value(DOCTYPE, registration.name, "owner", self.world.member_user)
		with as_user(self.world.member_user):
			steps.take(DOCTYPE, registration.name, "Submit to Unit")
		self.registration = frappe.get_doc(DOCTYPE, registration.name)

	def tearDown(self):
		frappe.set_user("Administrator")
		frappe.db.rollback(save_point="before_test")
		rules.forget()

	def open_to(self, user):
		with as_user(user):
			self.registration.reload()
			return {step["action"]: step for step in steps.open_steps(self.registration)}

	def take(self, user, action, **more):
		with as_user(user):
			return steps.take(DOCTYPE, self.registration.name, action, **more).workflow_state


class TestApprovers(RuleCase):
	def rule(self, **values):
		values = {
			"who": persons.AT_LEVEL,
			"role": "Sink Unit Organizer",
			"tree": "Sink Organization",
			**values,
		}
		return make("Sink Approver Rule", workflow=self.chain, state="Unit Review", **values)

	def test_this_records_own_level_and_nobody_above_it(self):
		second = make_organization("Second Level", self.world.unit)
		branch = make_organization("Branch", second)
		self.world.member.reload()
		self.registration.db_set({"organization": branch.name, "second_level": second.name})
		near = make_stand("Sink Unit Organizer", second)
		self.assertIn(APPROVE, self.open_to(self.world.organizer))
		self.rule(level="Second Level", action=APPROVE)
		self.assertNotIn(APPROVE, self.open_to(self.world.organizer))
		self.assertIn(BACK, self.open_to(self.world.organizer))
		self.assertEqual(self.take(near, APPROVE), "Community Acceptance")

	def test_nobody_found_falls_back_to_the_role_and_says_so(self):
		self.rule(level="Second Level")
		step = self.open_to(self.world.organizer)[APPROVE]
		self.assertTrue(step["remark"])
		self.take(self.world.organizer, APPROVE)
		self.assertEqual(steps.history(DOCTYPE, self.registration.name)[-1]["remark"], step["remark"])

	def test_the_person_named_in_a_field_if_the_step_is_theirs(self):
		colleague = make_stand("Sink Unit Organizer", self.world.unit)
		self.rule(who=persons.BY_FIELD, user_field="owner", role=None, tree=None)
		self.assertIn("remark", self.open_to(colleague)[APPROVE])
		self.registration.db_set("owner", colleague)
		# the owner approves nothing of their own: still nobody found
		self.assertNotIn(APPROVE, self.open_to(colleague))
		self.assertIn("remark", self.open_to(self.world.organizer)[APPROVE])

	def test_nothing_is_asked_where_no_rule_is_set(self):
		with self.assertQueryCount(0):
			rules.of(self.chain, "Unit Review")
			rules.of(self.chain, "Unit Review")

	def test_mistakes_are_named(self):
		for values in (
			{"level": "Nowhere"},
			{"tree": "ToDo", "level": "Branch"},
			{"role": None, "level": "Branch"},
			{"who": persons.BY_FIELD, "user_field": "year"},
		):
			self.assertRaises(persons.WhoUnclear, self.rule, **values)
		self.assertRaises(chain.NotInChain, self.rule, level="Branch", action="Accept into Grid")


class TestSignatures(RuleCase):
	def rule(self, mode=signatures.ALL, **values):
		signers = [
			{"who": persons.BY_ROLE, "role": "Sink Community Secretary"},
			{
				"who": persons.AT_LEVEL,
				"role": "Sink Branch Secretary",
				"tree": "Sink Organization",
				"level": "Branch",
			},
			{"who": persons.BY_ROLE, "role": "Sink Unit Organizer"},
		]
		values = {"action": APPROVE, "state": "Unit Review", "signers": signers, **values}
		return make("Sink Signature Rule", workflow=self.chain, mode=mode, **values)

	def test_all_of_them_in_any_order(self):
		self.rule()
		world = self.world
		for position, signer in enumerate((self.branch_secretary, world.organizer, world.secretary)):
			self.assertEqual(
				self.open_to(signer)[APPROVE]["signatures"], {"given": position, "needed": 3}, signer
			)
			state = self.take(signer, APPROVE, seen_state="Unit Review")
			self.assertEqual(state, "Community Acceptance" if position == 2 else "Unit Review")
		history = steps.history(DOCTYPE, self.registration.name)[-3:]
		self.assertEqual(
			[(step["user"], step["to_state"]) for step in history],
			[
				(self.branch_secretary, "Unit Review"),
				(world.organizer, "Unit Review"),
				(world.secretary, "Community Acceptance"),
			],
		)

	def test_nobody_signs_twice_and_nobody_else_signs(self):
		self.rule()
		self.take(self.world.organizer, APPROVE)
		self.assertNotIn(APPROVE, self.open_to(self.world.organizer))
		with self.assertRaises(signatures.SignedAlready):
			self.take(self.world.organizer, APPROVE)
		colleague = make_stand("Sink Unit Organizer", self.world.unit)
		stranger = make_stand("Sink Branch Secretary", self.world.other_branch)
		self.assertNotIn(APPROVE, self.open_to(colleague))
		self.assertNotIn(APPROVE, self.open_to(stranger))

	def test_any_one_or_a_number(self):
		rule = self.rule(signatures.ANY)
		self.assertEqual(self.take(self.branch_secretary, APPROVE), "Community Acceptance")
		rule.update({"mode": signatures.NUMBER, "needed": 2}).save()
		self.registration.db_set("workflow_state", "Unit Review")
		self.assertEqual(self.take(self.world.secretary, APPROVE), "Unit Review")
		self.assertEqual(self.take(self.world.organizer, APPROVE), "Community Acceptance")

	def test_sending_back_clears_what_was_signed(self):
		self.rule()
		self.take(self.branch_secretary, APPROVE)
		self.take(self.world.organizer, BACK, reason="缺材料")
		self.take(self.world.member_user, "Submit to Unit")
		self.assertEqual(self.open_to(self.branch_secretary)[APPROVE]["signatures"]["given"], 0)

	def test_a_deputy_signs_in_their_name_and_not_for_themselves_too(self):
		self.rule()
		deputy = make_stand("Sink Community Secretary", self.world.community)
		with as_user("Administrator"):
			frappe.get_doc(
				{
					"doctype": "Sink Deputy",
					"absent_user": self.branch_secretary,
					"deputy": deputy,
					"from_date": nowdate(),
					"to_date": nowdate(),
				}
			).insert()
		self.take(deputy, APPROVE)
		with self.assertRaises(signatures.SignedAlready):
			self.take(deputy, APPROVE)
		self.assertEqual(self.open_to(self.branch_secretary)[APPROVE]["signatures"]["given"], 1)

	def test_a_record_waits_for_its_signers(self):
		self.rule()
		self.take(self.world.organizer, APPROVE)
		awaited = waiting.people(self.registration)
		self.assertTrue({self.branch_secretary, self.world.secretary} <= set(awaited))

	def test_mistakes_are_named(self):
		for needed in (0, 4):
			with self.assertRaises(controller.SignaturesOutOfReach):
				self.rule(signatures.NUMBER, needed=needed)
		self.rule()
		with self.assertRaises(controller.SignatureRuleTwice):
			self.rule()
