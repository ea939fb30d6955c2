"""办实事 of units by half-year, beside what their plan asks for."""

import frappe
from frappe.tests.utils import FrappeTestCase
from frappe.utils import nowdate

from sink_app.access import columns
from sink_app.service.report.sink_practical_matters import sink_practical_matters as report
from sink_app.tests.emergencies import make_whistle
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

	def test_srv_21_what_a_whistle_called_a_unit_to_and_its_projects_count_as_well(self):
		[before] = self.ask(self.world.organizer)
		whistle = make_whistle(area=self.world.community.name)
		about = {"whistle": whistle.name, "organization": self.world.unit.name, "area": whistle.area}
		for status in ("Done", "Coming"):
			call = frappe.get_doc({"doctype": "Sink Whistle Call", **about, "called_on": f"{YEAR}-08-01"})
			call.update({"name": frappe.generate_hash(length=16), **columns.filed(call)})
			call.update({"status": status, "done_on": f"{YEAR}-08-02 09:00:00"})
			call.db_insert()
		for state in ("Project Completed", "Project Under Way"):
			project = frappe.get_doc({"doctype": "Sink Joint Project", "organization": self.world.unit.name})
			project.update({"name": frappe.generate_hash(length=16), "community": self.world.community.name})
			project.update({**columns.filed(project), "year": YEAR, "project_title": "共建"})
			project.update({"workflow_state": state, "finished_on": f"{YEAR}-02-02"})
			project.db_insert()
		[row] = self.ask(self.world.organizer)
		self.assertEqual((row.first - before.first, row.second - before.second), (1, 1))

	def test_another_unit_sees_its_own_row_alone(self):
		self.settled(f"{YEAR}-03-02")
		rows = self.ask(make_stand("Sink Unit Organizer", self.world.other_unit))
		self.assertEqual([(row.node, row.total) for row in rows], [(self.world.other_unit.name, 0)])
