from frappe.tests.utils import FrappeTestCase

from sink_app.organization.doctype.sink_organization import sink_organization as controller
from sink_app.tests.factories import make, make_organization


class TestSinkOrganization(FrappeTestCase):
	def test_org_01_units_of_every_kind_stand_in_one_tree(self):
		kinds = ("Municipal Department", "People's Organisation", "State-owned Enterprise", "University")
		units = [make_organization("Unit", unit_kind=kind) for kind in kinds]
		self.assertEqual(len({unit.parent_sink_organization for unit in units}), 1)
		with self.assertRaises(controller.ParentMissing):
			make("Sink Organization", org_name="Elsewhere", level="City")

	def test_org_30_an_overseeing_committee_is_a_second_line_up(self):
		district, committee = make_organization("System"), make_organization("System")
		unit = make_organization("Unit", district, overseen_by=committee.name)
		branch = make_organization("Branch", make_organization("Second Level", unit))
		self.assertEqual((branch.system, branch.overseer), (district.name, committee.name))
		with self.assertRaises(controller.NotASystem):
			make_organization("Unit", overseen_by=unit.name)

	def test_levels_descend(self):
		branch = make_organization("Branch", make_organization("Unit"), is_group=1)
		with self.assertRaises(controller.LevelOutOfOrder):
			make_organization("Unit", branch)

	def test_org_26_a_temporary_organization_has_its_dates(self):
		unit = make_organization("Unit")
		with self.assertRaises(controller.EstablishedOnMissing):
			make_organization("Branch", unit, is_temporary=1)
		with self.assertRaises(controller.DissolvedBeforeEstablished):
			make_organization(
				"Branch", unit, is_temporary=1, established_on="2026-08-20", dissolved_on="2026-08-01"
			)
		kept = make_organization("Branch", unit, is_temporary=1, established_on="2026-08-20")
		self.assertEqual(kept.unit, unit.name)
