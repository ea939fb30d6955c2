import frappe
from frappe.tests.utils import FrappeTestCase
from frappe.utils import add_days, nowdate

from sink_app.organization.doctype.sink_material_issue import sink_material_issue as controller
from sink_app.tests.factories import World, as_user

DOCTYPE = "Sink Material Issue"


class TestSinkMaterialIssue(FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.world = World()

	def setUp(self):
		frappe.db.savepoint("before_test")

	def tearDown(self):
		frappe.set_user("Administrator")
		frappe.db.rollback(save_point="before_test")

	def give(self, **values):
		with as_user(self.world.organizer):
			return frappe.get_doc(
				{
					"doctype": DOCTYPE,
					"organization": self.world.unit.name,
					"receiver": "社区工作队",
					"items": [
						{"item": "红袖章", "quantity": 20, "amount": 60},
						{"item": "铁锹", "quantity": 5, "amount": 150, "to_return": 1},
					],
					**values,
				}
			).insert()

	def test_fnd_03_material_is_given_out_and_comes_back(self):
		doc = self.give()
		self.assertEqual((doc.total, doc.to_return), (210, 1))
		self.assertIn("红袖章", doc.title)
		with as_user(self.world.organizer):
			doc.items[1].returned = 6
			self.assertRaises(controller.ReturnedTooMuch, doc.save)
			doc.reload()
			doc.items[1].returned = 5
			doc.save()
		self.assertEqual(doc.to_return, 0)
		with self.assertRaises(controller.GivenInTheFuture):
			self.give(issued_on=add_days(nowdate(), 1))
