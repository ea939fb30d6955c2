import frappe
from frappe.tests.utils import FrappeTestCase

from sink_app.approvals import nudges, returns, steps
from sink_app.tests.factories import World, as_user, make_registration, make_stand

DOCTYPE = "Sink Registration"


class TestReturns(FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.world = World()
		cls.chain = frappe.db.get_value("Workflow", {"document_type": DOCTYPE, "is_active": 1})

	def setUp(self):
		frappe.db.savepoint("before_test")
		self.registration = make_registration(self.world.member, self.world.community)
		frappe.db.set_value(DOCTYPE, self.registration.name, "owner", self.world.member_user)

	def tearDown(self):
		frappe.set_user("Administrator")
		frappe.db.rollback(save_point="before_test")
		frappe.clear_document_cache("Workflow", self.chain)

	def redraw(self, returns_to=None, **workflow):
		"""As an office does in the Desk."""
		if workflow:
			frappe.db.set_value("Workflow", self.chain, workflow)
		if returns_to:
			backwards = {"parent": self.chain, "action": "Send Back"}
			frappe.db.set_value("Workflow Transition", backwards, "returns_to", returns_to)
		frappe.clear_document_cache("Workflow", self.chain)

	def take(self, user, action, **more):
		with as_user(user):
			return steps.take(DOCTYPE, self.registration.name, action, **more).workflow_state

	def open_to(self, user):
		with as_user(user):
			registration = frappe.get_doc(DOCTYPE, self.registration.name)
			return {step["action"]: step for step in steps.open_steps(registration)}

	def to_community(self):
		self.take(self.world.member_user, "Submit to Unit")
		self.take(self.world.organizer, "Approve to Community")

	def test_back_to_the_previous_state_with_a_reason(self):
		self.redraw("Previous State")
		self.to_community()
		self.assertEqual(self.open_to(self.world.secretary)["Send Back"]["targets"], ["Unit Review"])
		with self.assertRaises(steps.ReasonMissing):
			self.take(self.world.secretary, "Send Back")
		with self.assertRaises(returns.NoWayBack):
			self.take(self.world.secretary, "Send Back", reason="重审", to_state="Draft")
		self.assertEqual(self.take(self.world.secretary, "Send Back", reason="重审"), "Unit Review")
		self.assertIn("Approve to Community", self.open_to(self.world.organizer))

	def test_back_to_any_earlier_state_of_the_records_own_way(self):
		self.redraw("Any Earlier State")
		self.to_community()
		targets = self.open_to(self.world.secretary)["Send Back"]["targets"]
		self.assertEqual(targets, ["Unit Review", "Draft"])
		with self.assertRaises(returns.NoWayBack):
			self.take(self.world.secretary, "Send Back", reason="不对", to_state="Placed in Grid")
		self.assertEqual(
			self.take(self.world.secretary, "Send Back", reason="地址不对", to_state="Draft"), "Draft"
		)
		self.to_community()
		self.assertEqual(self.open_to(self.world.secretary)["Send Back"]["targets"], targets)

	def test_as_drawn_where_the_office_said_nothing(self):
		self.to_community()
		self.assertNotIn("targets", self.open_to(self.world.secretary)["Send Back"])
		self.assertEqual(self.take(self.world.secretary, "Send Back", reason="不对"), "Returned")

	def test_an_applicant_withdraws_until_the_next_has_acted(self):
		member = self.world.member_user
		self.take(member, "Submit to Unit")
		self.assertNotIn("Withdraw", self.open_to(member))
		self.redraw(allow_withdraw=1)
		self.assertIn("Withdraw", self.open_to(member))
		self.assertNotIn("Withdraw", self.open_to(self.world.organizer))
		self.assertEqual(self.take(member, "Withdraw"), "Draft")
		self.to_community()
		with self.assertRaises(steps.StepNotOpen):
			self.take(member, "Withdraw")
		# the organizer acted last, but it is not the organizer's record
		self.assertNotIn("Withdraw", self.open_to(self.world.organizer))

	def test_a_nudge_reaches_who_must_act_once_a_day(self):
		member = self.world.member_user
		self.take(member, "Submit to Unit")
		colleague = make_stand("Sink Unit Organizer", self.world.unit)
		elsewhere = make_stand("Sink Unit Organizer", self.world.other_unit)
		with as_user(member):
			told = nudges.nudge(DOCTYPE, self.registration.name)
			again = nudges.nudge(DOCTYPE, self.registration.name)
		self.assertEqual(len(told["told"]), 2)
		self.assertEqual((again["told"], len(again["told_before"])), ([], 2))
		logs = frappe.get_all(
			"Notification Log", {"document_name": self.registration.name}, ["for_user", "subject"]
		)
		self.assertEqual({row.for_user for row in logs}, {self.world.organizer, colleague})
		self.assertNotIn(elsewhere, {row.for_user for row in logs})
		self.assertFalse(frappe.db.exists("Email Queue", {"reference_name": self.registration.name}))

	def test_a_nudge_is_for_those_who_have_to_do_with_the_record(self):
		self.take(self.world.member_user, "Submit to Unit")
		with as_user(self.world.secretary), self.assertRaises(nudges.NotTheirsToNudge):
			nudges.nudge(DOCTYPE, self.registration.name)
		stranger = make_stand("Sink Community Secretary", self.world.neighbour)
		with as_user(stranger), self.assertRaises(frappe.PermissionError):
			nudges.nudge(DOCTYPE, self.registration.name)
		frappe.db.set_value(DOCTYPE, self.registration.name, "workflow_state", "Placed in Grid")
		with as_user(self.world.member_user), self.assertRaises(nudges.NobodyToNudge):
			nudges.nudge(DOCTYPE, self.registration.name)
