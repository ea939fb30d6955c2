"""办实事 of units by half-year, beside what their plan asks for."""

import frappe
from frappe.tests.utils import FrappeTestCase
from frappe.utils import nowdate

from sink_app.service.report.sink_practical_matters import sink_practical_matters as report
from sink_app.tests.factories import World, as_user, make_stand
from sink_app.tests.office import EachTestAlone
from sink_app.tests.service import make_order

YEAR = int(nowdate()[:4])


class TestPracticalMatters(EachTestAlone, FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.world = World()

	def settled(self, day: str):
		order = make_order(self.world.community, organization=self.world.unit.name)
		order.db_set({"workflow_state": "Order Completed", "completed_on": f"{day} 10:00:00"})

	def plan(self, number: int):
		plan = frappe.get_doc(
			{
				"doctype": "Sink Annual Plan",
				"organization": self.world.unit.name,
				"year": YEAR,
				"deeds_min": number,
				"objectives": "办实事",
			}
		).insert()
		plan.db_set("workflow_state", "Issued")

	def ask(self, user) -> list:
		with as_user(user):
			return report.execute({"year": YEAR})[1]

	def test_srv_21_a_unit_settles_at_least_so_many_matters_a_half_year(self):
		"""«2020年下半年至少为社区办一件实事»"""
		self.plan(1)
		self.settled(f"{YEAR}-03-02")
		[row] = self.ask(self.world.organizer)
		self.assertEqual((row.asked, row.first, row.second, row.lacking), (1, 1, 0, 1))
		self.settled(f"{YEAR}-07-01")
		self.settled(f"{YEAR}-12-31")
		make_order(self.world.community, organization=self.world.unit.name)
		[row] = self.ask(self.world.organizer)
		self.assertEqual((row.first, row.second, row.total, row.lacking), (1, 2, 3, 0))

	def test_another_unit_sees_its_own_row_alone(self):
		self.settled(f"{YEAR}-03-02")
		rows = self.ask(make_stand("Sink Unit Organizer", self.world.other_unit))
		self.assertEqual([(row.node, row.total) for row in rows], [(self.world.other_unit.name, 0)])
