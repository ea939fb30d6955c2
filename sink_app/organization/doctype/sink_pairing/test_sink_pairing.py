from frappe.tests.utils import FrappeTestCase

from sink_app.organization.doctype.sink_pairing import sink_pairing as controller
from sink_app.tests.factories import World, make, make_area, make_organization


class TestSinkPairing(FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.world = World()

	def pair(self, organization, area, kind="Unit and Community", **values):
		return make("Sink Pairing", kind=kind, organization=organization.name, area=area.name, **values)

	def test_org_29_several_units_contact_one_community(self):
		world = self.world
		for unit in (world.unit, world.other_unit):
			pairing = self.pair(unit, world.community)
			self.assertEqual((pairing.unit, pairing.community), (unit.name, world.community.name))

	def test_org_28_a_branch_answers_for_a_compound(self):
		compound = make_area("Compound", self.world.community)
		self.assertTrue(self.pair(self.world.branch, compound, "Branch and Compound").name)
		with self.assertRaises(controller.WrongSides):
			self.pair(self.world.branch, self.world.community, "Branch and Compound")

	def test_the_same_two_are_paired_once_at_a_time(self):
		unit = make_organization("Unit")
		first = {"from_date": "2026-01-01", "to_date": "2026-12-31"}
		self.pair(unit, self.world.community, **first)
		with self.assertRaises(controller.AlreadyPaired):
			self.pair(unit, self.world.community, from_date="2026-06-01")
		self.assertTrue(self.pair(unit, self.world.community, from_date="2027-01-01").name)
