import frappe
from frappe.tests.utils import FrappeTestCase

from sink_app.approvals import guard, steps
from sink_app.registration import places
from sink_app.registration.doctype.sink_registration import sink_registration as controller
from sink_app.tests.factories import (
	World,
	as_user,
	make_area,
	make_member,
	make_registration,
	make_stand,
	make_user,
)


class TestSinkRegistration(FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.world = World()

	def setUp(self):
		frappe.db.savepoint("before_test")

	def tearDown(self):
		frappe.set_user("Administrator")
		frappe.db.rollback(save_point="before_test")

	def register(self, **values):
		"""The member's own draft."""
		with as_user(self.world.member_user):
			return frappe.get_doc(
				{
					"doctype": "Sink Registration",
					"member": self.world.member.name,
					"registration_type": "Dispatched",
					"community": self.world.community.name,
					"discipline_accepted": 1,
					"privacy_accepted": 1,
					**values,
				}
			).insert()

	def take(self, user, registration, action, **kwargs):
		with as_user(user):
			return steps.take("Sink Registration", registration.name, action, **kwargs)

	def test_reg_09_a_registration_walks_its_chain_into_a_grid(self):
		world, registration = self.world, self.register()
		self.assertEqual(registration.workflow_state, "Draft")
		self.take(world.member_user, registration, "Submit to Unit")
		self.take(world.organizer, registration, "Approve to Community")
		with self.assertRaises(controller.GridMissing):
			self.take(world.secretary, registration, "Accept into Grid")
		with as_user(world.secretary):
			registration.reload()
			registration.grid = world.grid.name
			registration.save()
		placed = self.take(world.secretary, registration, "Accept into Grid")
		self.assertEqual(placed.workflow_state, "Placed in Grid")
		self.assertTrue(frappe.db.get_value("Sink Registration", placed.name, "placed_on"))
		self.assertEqual(
			[(step["action"], step["user"]) for step in steps.history("Sink Registration", placed.name)],
			[
				("Submit to Unit", world.member_user),
				("Approve to Community", world.organizer),
				("Accept into Grid", world.secretary),
			],
		)

	def test_sending_back_needs_a_reason_that_the_member_reads(self):
		registration = self.register()
		self.take(self.world.member_user, registration, "Submit to Unit")
		with self.assertRaises(steps.ReasonMissing):
			self.take(self.world.organizer, registration, "Send Back", reason="  ")
		self.take(self.world.organizer, registration, "Send Back", reason="请补填特长")
		registration.reload()
		self.assertEqual(
			(registration.workflow_state, registration.return_reason), ("Returned", "请补填特长")
		)
		self.take(self.world.member_user, registration, "Submit to Unit")
		registration.reload()
		self.assertFalse(registration.return_reason)

	def test_reg_02_reg_03_two_registrations_a_person_one_of_each_kind(self):
		self.register()
		self.register(registration_type="Residence", community=self.world.neighbour.name)
		with self.assertRaises(controller.RegisteredAlready):
			self.register(community=self.world.neighbour.name)

	def test_reg_10_notices_are_accepted_before_the_form_leaves_the_member(self):
		registration = self.register(discipline_accepted=0)
		with self.assertRaises(controller.NoticesNotAccepted):
			self.take(self.world.member_user, registration, "Submit to Unit")

	def test_a_grid_of_another_community_is_refused(self):
		elsewhere = make_area("Grid", self.world.neighbour)
		with self.assertRaises(places.WrongArea):
			make_registration(self.world.member, self.world.community, grid=elsewhere.name)

	def test_a_member_does_not_choose_their_own_grid(self):
		registration = self.register(grid=self.world.grid.name, given_post="自选岗位")
		self.assertFalse(registration.grid or registration.given_post)

	def test_a_plain_save_cannot_skip_a_step(self):
		registration = self.register()
		with as_user(self.world.member_user), self.assertRaises(guard.StepSkipped):
			registration.workflow_state = "Unit Review"
			registration.save()

	def test_nobody_edits_what_lies_with_others(self):
		registration = self.register()
		self.take(self.world.member_user, registration, "Submit to Unit")
		with as_user(self.world.member_user), self.assertRaises(guard.NotEditableHere):
			registration.reload()
			registration.wanted_post = "巡逻"
			registration.save()

	def test_an_organizer_of_another_unit_takes_no_step(self):
		stranger = make_stand("Sink Unit Organizer", self.world.other_unit)
		registration = self.register()
		self.take(self.world.member_user, registration, "Submit to Unit")
		with self.assertRaises(frappe.PermissionError):
			self.take(stranger, registration, "Approve to Community")

	def test_a_role_held_elsewhere_opens_no_step_here(self):
		"""Secretary here, organizer of another unit: reads the record, approves nothing for its unit."""
		both = make_stand("Sink Community Secretary", self.world.community)
		make_stand("Sink Unit Organizer", self.world.other_unit, user=both)
		registration = self.register()
		self.take(self.world.member_user, registration, "Submit to Unit")
		with self.assertRaises(steps.StepNotOpen):
			self.take(both, registration, "Approve to Community")

	def test_an_organizer_does_not_approve_their_own(self):
		own = make_member(self.world.branch, user=make_user("Sink Member"))
		make_stand("Sink Unit Organizer", self.world.unit, user=own.user)
		registration = make_registration(own, self.world.community)
		self.take(own.user, registration, "Submit to Unit")
		with self.assertRaises(steps.SelfApproval):
			self.take(own.user, registration, "Approve to Community")
		with self.assertRaises(steps.StepNotOpen):
			frappe.db.set_value("Sink Registration", registration.name, "workflow_state", "Returned")
			self.take(own.user, registration, "Forward to Community")

	def test_reg_04_an_organizer_registers_a_member_from_the_paper_form(self):
		with as_user(self.world.organizer):
			registration = frappe.get_doc(
				{
					"doctype": "Sink Registration",
					"member": self.world.member.name,
					"registration_type": "Dispatched",
					"community": self.world.community.name,
					"discipline_accepted": 1,
					"privacy_accepted": 1,
				}
			).insert()
		moved = self.take(self.world.organizer, registration, "Forward to Community")
		self.assertEqual(moved.workflow_state, "Community Acceptance")

	def test_a_late_click_is_told_who_acted(self):
		registration = self.register()
		self.take(self.world.member_user, registration, "Submit to Unit")
		self.take(self.world.organizer, registration, "Send Back", reason="缺少住址")
		with self.assertRaisesRegex(steps.RecordMovedOn, self.world.organizer.split("@")[0]):
			self.take(self.world.organizer, registration, "Approve to Community", seen_state="Unit Review")

	def test_who_sees_it(self):
		registration = self.register()
		world = self.world
		readers = {
			world.member_user: True,
			world.organizer: True,
			world.secretary: True,
			make_stand("Sink Branch Secretary", world.branch): True,
			make_stand("Sink System Committee", world.system): True,
			make_stand("Sink District Organizer", world.district): True,
			make_stand("Sink Community Secretary", world.neighbour): False,
			make_stand("Sink Community Secretary", world.far_community): False,
			make_stand("Sink District Organizer", world.far_district): False,
			make_stand("Sink Unit Organizer", world.other_unit): False,
			make_stand(
				"Sink Community Secretary", world.community, from_date="2020-01-01", to_date="2020-12-31"
			): False,
		}
		for user, sees in readers.items():
			with self.subTest(user=user), as_user(user):
				listed = frappe.get_list("Sink Registration", pluck="name", limit_page_length=0)
				self.assertEqual(registration.name in listed, sees)
				self.assertEqual(registration.has_permission("read"), sees)

	def test_registrations_follow_when_their_street_moves(self):
		registration = self.register()
		street = frappe.get_doc("Sink Area", self.world.street.name)
		street.parent_sink_area = self.world.far_district.name
		street.save()
		registration.reload()
		self.assertEqual(registration.district, self.world.far_district.name)
		self.assertEqual(registration.community, self.world.community.name)
		with as_user(make_stand("Sink District Organizer", self.world.far_district)):
			self.assertIn(
				registration.name, frappe.get_list("Sink Registration", pluck="name", limit_page_length=0)
			)

	def test_a_member_of_another_unit_cannot_be_registered_as_ones_own(self):
		stranger = make_member(self.world.other_branch)
		with as_user(self.world.organizer), self.assertRaises(frappe.PermissionError):
			frappe.get_doc(
				{
					"doctype": "Sink Registration",
					"member": stranger.name,
					"registration_type": "Dispatched",
					"community": self.world.community.name,
					"organization": self.world.branch.name,
				}
			).insert()
