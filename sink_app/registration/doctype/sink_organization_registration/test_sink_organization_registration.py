import frappe
from frappe.tests.utils import FrappeTestCase

from sink_app.approvals import following, steps
from sink_app.registration.doctype.sink_organization_registration import (
	sink_organization_registration as controller,
)
from sink_app.tests.factories import World, as_user, make_registration, make_stand

PAPER = "Sink Organization Registration"


class TestSinkOrganizationRegistration(FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.world = World()

	def setUp(self):
		frappe.db.savepoint("before_test")

	def tearDown(self):
		frappe.set_user("Administrator")
		frappe.db.rollback(save_point="before_test")

	def file(self, **values):
		with as_user(self.world.organizer):
			return frappe.get_doc(
				{
					"doctype": PAPER,
					"organization": self.world.unit.name,
					"community": self.world.community.name,
					"unit_liaison": "程立新",
					"claimed_items": "环境整治\n政策宣传",
					**values,
				}
			).insert()

	def take(self, user, paper, action, **kwargs):
		with as_user(user):
			return steps.take(PAPER, paper.name, action, **kwargs)

	def accept(self, paper):
		self.take(self.world.organizer, paper, "Submit to Community")
		frappe.db.set_value(PAPER, paper.name, "community_liaison", "余秋实")
		return self.take(self.world.secretary, paper, "Accept and Give Receipt")

	def test_reg_01_a_unit_registers_and_gets_a_numbered_receipt(self):
		placed = make_registration(self.world.member, self.world.community, grid=self.world.grid.name)
		following.put(placed, "Placed in Grid", "Accept into Grid")
		paper = self.file()
		self.assertEqual((paper.member_count, paper.dispatched_count, paper.resident_count), (1, 1, 0))
		self.take(self.world.organizer, paper, "Submit to Community")
		with self.assertRaises(controller.LiaisonMissing):
			self.take(self.world.secretary, paper, "Accept and Give Receipt")
		frappe.db.set_value(PAPER, paper.name, "community_liaison", "余秋实")
		accepted = self.take(self.world.secretary, paper, "Accept and Give Receipt")
		year = accepted.accepted_on.year
		self.assertEqual(accepted.receipt_number, f"{self.world.community.area_code}-{year}-001")
		for layout, words in (
			(
				"Sink Organization Registration Slip",
				("环境整治", "程立新", "余秋实", accepted.receipt_number),
			),
			("Sink Organization Registration Receipt", (accepted.receipt_number, self.world.unit.org_name)),
		):
			html = frappe.get_print(PAPER, paper.name, layout)
			for word in words:
				self.assertIn(word, html)

	def test_reg_01_it_is_valid_until_a_new_paper_takes_its_place(self):
		first = self.accept(self.file())
		second = self.file(unit_liaison="周到")
		with self.assertRaises(controller.RegisteredAlready):
			self.file()
		second = self.accept(second)
		first.reload()
		self.assertEqual((first.workflow_state, second.replaces), ("Replaced", first.name))
		self.assertTrue(first.valid_until)
		self.assertTrue(second.receipt_number.endswith("-002"))

	def test_who_sees_it(self):
		paper = self.file()
		world = self.world
		for user, sees in {
			world.organizer: True,
			world.secretary: True,
			make_stand("Sink Street Officer", world.street): True,
			make_stand("Sink Unit Organizer", world.other_unit): False,
			make_stand("Sink Community Secretary", world.neighbour): False,
			world.member_user: False,
		}.items():
			with self.subTest(user=user), as_user(user):
				self.assertEqual(paper.has_permission("read"), sees)

	def test_rules(self):
		for refusal, values in (
			(controller.NotAUnit, {"organization": self.world.branch.name}),
			(controller.NotACommunity, {"community": self.world.street.name}),
		):
			with self.subTest(values=values), self.assertRaises(refusal):
				self.file(**values)

	def test_another_unit_is_not_registered_by_ones_own_organizer(self):
		with self.assertRaises(frappe.PermissionError):
			self.file(organization=self.world.other_unit.name)
