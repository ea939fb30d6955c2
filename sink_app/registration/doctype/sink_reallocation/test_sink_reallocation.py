import frappe
from frappe.tests.utils import FrappeTestCase
from frappe.utils import add_days, nowdate

from sink_app.approvals import following, steps
from sink_app.registration import changes
from sink_app.registration.doctype.sink_reallocation import sink_reallocation as controller
from sink_app.tests.factories import World, as_user, make_registration, make_stand

DOCTYPE, REGISTRATION = "Sink Reallocation", "Sink Registration"


class TestSinkReallocation(FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.world = World()
		cls.street_officer = make_stand("Sink Street Officer", cls.world.street)
		cls.district = make_stand("Sink District Organizer", cls.world.district)

	def setUp(self):
		frappe.db.savepoint("before_test")
		made = make_registration(self.world.member, self.world.community, grid=self.world.grid.name)
		self.registration = following.put(made, "Placed in Grid", "Accept into Grid")

	def tearDown(self):
		frappe.set_user("Administrator")
		frappe.db.rollback(save_point="before_test")

	def ask(self, **values):
		with as_user(self.street_officer):
			return frappe.get_doc(
				{
					"doctype": DOCTYPE,
					"from_community": self.world.community.name,
					"to_community": self.world.neighbour.name,
					"reason": "每3000户居民多于500名",
					"members": [{"registration": self.registration.name}],
					**values,
				}
			).insert()

	def take(self, user, doc, action):
		with as_user(user):
			return steps.take(DOCTYPE, doc.name, action)

	def test_reg_21_the_street_asks_the_district_agrees_and_members_go_on_elsewhere(self):
		reallocation = self.ask()
		self.take(self.street_officer, reallocation, "Submit to District")
		settled = self.take(self.district, reallocation, "Accept Change")
		self.registration.reload()
		self.assertEqual(self.registration.workflow_state, "Moved Away")
		new = frappe.get_doc(REGISTRATION, {"continues": self.registration.name})
		self.assertEqual(
			(new.workflow_state, new.community, new.grid),
			("Community Acceptance", self.world.neighbour.name, None),
		)
		settled.reload()
		self.assertEqual((settled.members[0].moved_to, str(settled.applied_on)), (new.name, nowdate()))
		settled.settle()
		self.assertEqual(frappe.db.count(REGISTRATION, {"member": self.world.member.name}), 2)

	def test_a_day_that_lies_ahead_is_waited_for(self):
		reallocation = self.ask(effective_on=add_days(nowdate(), 3))
		self.take(self.street_officer, reallocation, "Submit to District")
		self.take(self.district, reallocation, "Accept Change")
		changes.apply_due()
		self.registration.reload()
		self.assertEqual(self.registration.workflow_state, "Placed in Grid")
		frappe.db.set_value(DOCTYPE, reallocation.name, "effective_on", nowdate())
		changes.apply_due()
		self.registration.reload()
		self.assertEqual(self.registration.workflow_state, "Moved Away")

	def test_rules(self):
		row = {"registration": self.registration.name}
		for refusal, values in (
			(controller.SameCommunity, {"to_community": self.world.community.name}),
			(controller.SameCommunity, {"to_community": self.world.street.name}),
			(controller.OtherDistrict, {"to_community": self.world.far_community.name}),
			(controller.TwiceInList, {"members": [row, row]}),
			(
				controller.NotRegisteredThere,
				{
					"from_community": self.world.neighbour.name,
					"to_community": self.world.community.name,
				},
			),
		):
			with self.subTest(values=values), self.assertRaises(refusal):
				self.ask(**values)

	def test_another_street_does_not_take_members(self):
		with as_user(make_stand("Sink Street Officer", self.world.far_district)):
			self.assertFalse(frappe.has_permission(DOCTYPE, "write", doc=self.ask()))
