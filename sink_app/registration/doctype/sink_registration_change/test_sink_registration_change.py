import frappe
from frappe.tests.utils import FrappeTestCase
from frappe.utils import add_days, getdate, nowdate

from sink_app.approvals import following, steps
from sink_app.registration import changes
from sink_app.registration.doctype.sink_registration_change import sink_registration_change as controller
from sink_app.tests.factories import World, as_user, make_area, make_member, make_registration, make_stand

REGISTRATION, CHANGE = "Sink Registration", "Sink Registration Change"


class TestSinkRegistrationChange(FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.world = World()
		cls.neighbour_grid = make_area("Grid", cls.world.neighbour)
		cls.neighbour_secretary = make_stand("Sink Community Secretary", cls.world.neighbour)
		cls.other_organizer = make_stand("Sink Unit Organizer", cls.world.other_unit)

	def setUp(self):
		frappe.db.savepoint("before_test")
		self.residence = self.placed("Residence")
		self.dispatched = self.placed("Dispatched")

	def tearDown(self):
		frappe.set_user("Administrator")
		frappe.db.rollback(save_point="before_test")

	def placed(self, kind, member=None):
		made = make_registration(
			member or self.world.member,
			self.world.community,
			registration_type=kind,
			grid=self.world.grid.name,
		)
		return following.put(made, "Placed in Grid", "Accept into Grid")

	def ask(self, user=None, **values):
		with as_user(user or self.world.member_user):
			return frappe.get_doc(
				{"doctype": CHANGE, "member": self.world.member.name, "kind": "Move House", **values}
			).insert()

	def take(self, user, change, action, **kwargs):
		with as_user(user):
			return steps.take(CHANGE, change.name, action, **kwargs)

	def move_house(self):
		change = self.ask(new_community=self.world.neighbour.name)
		self.take(self.world.member_user, change, "Submit to Unit")
		self.take(self.world.organizer, change, "Approve to Community")
		return change

	def test_reg_06_a_move_ends_the_old_registration_and_makes_a_new_one(self):
		change = self.move_house()
		with as_user(self.neighbour_secretary), self.assertRaises(controller.GridMissing):
			steps.take(CHANGE, change.name, "Accept Change")
		with as_user(self.neighbour_secretary):
			change.reload()
			change.new_grid = self.neighbour_grid.name
			change.save()
		self.take(self.neighbour_secretary, change, "Accept Change")
		self.residence.reload()
		self.assertEqual(
			(self.residence.workflow_state, self.residence.grid, str(self.residence.ended_on)),
			("Moved Away", self.world.grid.name, nowdate()),
		)
		new = frappe.get_doc(REGISTRATION, {"continues": self.residence.name})
		self.assertEqual((new.workflow_state, new.grid), ("Placed in Grid", self.neighbour_grid.name))
		self.dispatched.reload()
		self.assertEqual(self.dispatched.workflow_state, "Placed in Grid")
		self.assertEqual(
			frappe.db.get_value("Sink Member", self.world.member.name, "home_area"), self.neighbour_grid.name
		)

	def test_the_old_community_hears_that_its_grid_is_free(self):
		self.move_house()
		change = frappe.get_last_doc(CHANGE)
		change.db_set("new_grid", self.neighbour_grid.name)
		self.take(self.neighbour_secretary, change, "Accept Change")
		self.assertTrue(
			frappe.db.exists(
				"Notification Log", {"for_user": self.world.secretary, "document_name": self.residence.name}
			)
		)

	def test_each_step_lies_with_whose_it_is(self):
		change = self.move_house()
		self.assertEqual(frappe.db.get_value(CHANGE, change.name, "community"), self.world.neighbour.name)
		with self.assertRaises(frappe.PermissionError):
			self.take(self.world.secretary, change, "Accept Change")
		self.take(self.neighbour_secretary, change, "Send Back", reason="地址不详")
		change.reload()
		self.assertEqual((change.workflow_state, change.community), ("Returned", None))

	def test_a_move_out_of_the_city_is_noted_by_the_unit(self):
		change = self.ask(is_external=1, external_place="鄂州市凤凰街道凤凰社区", reason="已交回执")
		self.take(self.world.member_user, change, "Submit to Unit")
		self.take(self.world.organizer, change, "Accept Change")
		new = frappe.get_doc(REGISTRATION, {"continues": self.residence.name})
		self.assertEqual((new.workflow_state, new.community), ("Registered Elsewhere", None))
		self.assertEqual(new.unit, self.world.unit.name)

	def test_a_new_unit_takes_the_member_over(self):
		change = self.ask(
			kind="Change Organization",
			new_organization=self.world.other_branch.name,
			dispatched_community=self.world.far_community.name,
		)
		self.take(self.world.member_user, change, "Submit to Unit")
		self.take(self.world.organizer, change, "Pass to New Unit")
		self.take(self.other_organizer, change, "Approve to Community")
		grid = make_area("Grid", self.world.far_community)
		change.reload()
		change.db_set("new_grid", grid.name)
		self.take(make_stand("Sink Community Secretary", self.world.far_community), change, "Accept Change")
		self.dispatched.reload()
		self.residence.reload()
		self.assertEqual(self.dispatched.workflow_state, "Moved Away")
		self.assertEqual(self.dispatched.unit, self.world.unit.name)
		self.assertEqual(self.residence.unit, self.world.other_unit.name)
		new = frappe.get_doc(REGISTRATION, {"continues": self.dispatched.name})
		self.assertEqual(
			(new.unit, new.community), (self.world.other_unit.name, self.world.far_community.name)
		)
		member = frappe.get_doc("Sink Member", self.world.member.name)
		self.assertEqual((member.unit, member.user), (self.world.other_unit.name, self.world.member_user))

	def test_another_branch_of_the_unit_ends_nothing(self):
		from sink_app.tests.factories import make_organization

		branch = make_organization("Branch", self.world.unit)
		change = self.ask(kind="Change Organization", new_organization=branch.name)
		self.take(self.world.member_user, change, "Submit to Unit")
		self.take(self.world.organizer, change, "Accept Change")
		self.dispatched.reload()
		self.assertEqual(
			(self.dispatched.workflow_state, self.dispatched.branch), ("Placed in Grid", branch.name)
		)

	def test_who_retires_keeps_records_and_owes_nothing(self):
		change = self.ask(self.world.organizer, kind="Retire")
		self.take(self.world.organizer, change, "Accept Change")
		self.dispatched.reload()
		self.residence.reload()
		self.assertEqual(
			(self.dispatched.workflow_state, self.residence.workflow_state),
			("Deregistered", "Placed in Grid"),
		)
		self.assertEqual(frappe.db.get_value("Sink Member", self.world.member.name, "status"), "Retired")

	def test_who_goes_away_comes_back_as_they_were(self):
		change = self.ask(self.world.organizer, kind="Go Away", until=add_days(nowdate(), 90))
		self.take(self.world.organizer, change, "Accept Change")
		self.assertEqual(frappe.db.get_value("Sink Member", self.world.member.name, "status"), "Away")
		back = self.ask(self.world.organizer, kind="Come Back")
		self.take(self.world.organizer, back, "Accept Change")
		self.assertEqual(frappe.db.get_value("Sink Member", self.world.member.name, "status"), "In Service")

	def test_leaving_for_good_is_confirmed_by_the_community(self):
		change = self.ask(self.world.organizer, kind="Deregister")
		self.take(self.world.organizer, change, "Approve to Community")
		self.take(self.world.secretary, change, "Accept Change")
		states = frappe.get_all(REGISTRATION, {"member": self.world.member.name}, pluck="workflow_state")
		self.assertEqual(states, ["Deregistered", "Deregistered"])

	def test_a_day_that_lies_ahead_is_waited_for(self):
		change = self.ask(self.world.organizer, kind="Retire", effective_on=add_days(nowdate(), 5))
		change = self.take(self.world.organizer, change, "Accept Change")
		self.assertFalse(change.applied_on)
		changes.apply_due()
		self.assertEqual(frappe.db.get_value("Sink Member", self.world.member.name, "status"), "In Service")
		change.db_set("effective_on", nowdate())
		changes.apply_due()
		changes.apply_due()
		self.assertEqual(frappe.db.get_value("Sink Member", self.world.member.name, "status"), "Retired")
		self.assertEqual(frappe.db.count("Sink Approval Step", {"reference_name": self.dispatched.name}), 2)

	def test_rules(self):
		organizer = self.world.organizer
		for refusal, values in (
			(controller.StatusDoesNotFit, {"kind": "Come Back"}),
			(controller.NewPlaceMissing, {}),
			(controller.NewPlaceMissing, {"is_external": 1}),
			(controller.NewPlaceMissing, {"kind": "Change Organization"}),
			(
				controller.ChangesNothing,
				{"kind": "Change Organization", "new_organization": self.world.branch.name},
			),
			(controller.UntilMissing, {"kind": "Go Away"}),
			(controller.TooEarly, {"kind": "Retire", "effective_on": add_days(nowdate(), -3)}),
			(
				controller.NotTheirRegistration,
				{"kind": "Deregister", "registration": self.placed("Residence", self.stranger()).name},
			),
		):
			with self.subTest(values=values), self.assertRaises(refusal):
				self.ask(organizer, **values)
		self.ask(organizer, kind="Retire")
		with self.assertRaises(controller.OtherChangeOpen):
			self.ask(organizer, kind="Go Away", until=add_days(nowdate(), 5))

	def stranger(self):
		return make_member(self.world.other_branch)

	def test_an_organizer_does_not_settle_their_own(self):
		own = make_member(self.world.branch, user=make_stand("Sink Unit Organizer", self.world.unit))
		with as_user(own.user):
			change = frappe.get_doc({"doctype": CHANGE, "member": own.name, "kind": "Retire"}).insert()
			with self.assertRaises(steps.StepNotOpen):
				steps.take(CHANGE, change.name, "Accept Change")

	def test_a_member_moved_by_hand_takes_what_counts_along(self):
		self.residence.db_set({"year": getdate(nowdate()).year - 1}, update_modified=False)
		member = frappe.get_doc("Sink Member", self.world.member.name)
		member.organization = self.world.other_branch.name
		member.save()
		self.assertEqual(
			frappe.db.get_value(REGISTRATION, self.dispatched.name, "unit"), self.world.other_unit.name
		)
		self.assertEqual(frappe.db.get_value(REGISTRATION, self.residence.name, "unit"), self.world.unit.name)
