import frappe
from frappe.tests.utils import FrappeTestCase
from frappe.utils import getdate, nowdate

from sink_app.approvals import following
from sink_app.registration import carrying, phone
from sink_app.tests.factories import World, as_user, make_registration

REGISTRATION = "Sink Registration"
THIS_YEAR = getdate(nowdate()).year


class TestCarrying(FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.world = World()

	def setUp(self):
		frappe.db.savepoint("before_test")
		self.old = self.last_years("Residence")

	def tearDown(self):
		frappe.set_user("Administrator")
		frappe.db.rollback(save_point="before_test")

	def last_years(self, kind):
		made = make_registration(
			self.world.member,
			self.world.community,
			registration_type=kind,
			year=THIS_YEAR - 1,
			grid=self.world.grid.name,
			given_post="政策宣传岗",
		)
		return following.put(made, "Placed in Grid", "Accept into Grid")

	def test_reg_06_last_years_registration_goes_on_with_one_click(self):
		with as_user(self.world.member_user):
			[offer] = carrying.offers()
			self.assertEqual(carrying.confirm([offer["name"]]), {"carried": 1, "refused": []})
			self.assertEqual(carrying.offers(), [])
		new = frappe.get_doc(REGISTRATION, {"continues": self.old.name})
		self.assertEqual(
			(new.year, new.workflow_state, new.grid, new.given_post),
			(THIS_YEAR, "Placed in Grid", self.world.grid.name, "政策宣传岗"),
		)
		self.old.reload()
		self.assertEqual((self.old.workflow_state, self.old.ended_on), ("Placed in Grid", None))

	def test_a_second_click_adds_nothing(self):
		with as_user(self.world.secretary):
			carrying.confirm([self.old.name])
			with self.assertRaises(carrying.NothingToCarry):
				carrying.confirm([self.old.name])
		self.assertEqual(frappe.db.count(REGISTRATION, {"member": self.world.member.name}), 2)

	def test_many_at_once_each_for_itself(self):
		dispatched = self.last_years("Dispatched")
		frappe.db.set_value("Sink Member", self.world.member.name, "status", "Retired")
		with as_user(self.world.organizer):
			told = carrying.confirm([self.old.name, dispatched.name])
		self.assertEqual((told["carried"], len(told["refused"])), (1, 1))

	def test_what_ended_this_year_is_not_carried(self):
		with as_user(self.world.secretary):
			carrying.confirm([self.old.name])
		new = frappe.get_doc(REGISTRATION, {"continues": self.old.name})
		new.ended_on = nowdate()
		following.put(new, "Deregistered", "Deregistered", "搬离")
		with as_user(self.world.secretary), self.assertRaises(carrying.NothingToCarry):
			carrying.confirm([self.old.name])

	def test_strangers_confirm_nothing(self):
		from sink_app.tests.factories import make_stand

		with as_user(make_stand("Sink Community Secretary", self.world.neighbour)):
			self.assertRaises(frappe.PermissionError, carrying.confirm, [self.old.name])

	def test_the_phone_opens_what_counts_not_what_ended(self):
		with as_user(self.world.member_user):
			carrying.confirm([self.old.name])
		new = frappe.get_doc(REGISTRATION, {"continues": self.old.name})
		new.ended_on = nowdate()
		following.put(new, "Moved Away", "Moved Away", "转居住地")
		with as_user(self.world.member_user):
			self.assertTrue(phone.registration_form("Residence")["is_new"])
