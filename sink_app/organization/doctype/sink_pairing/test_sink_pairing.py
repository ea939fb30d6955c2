import frappe
from frappe.tests.utils import FrappeTestCase
from frappe.utils import add_days, nowdate

from sink_app.organization.doctype.sink_pairing import sink_pairing as controller
from sink_app.organization.report.sink_unit_pairings import sink_unit_pairings
from sink_app.organization.report.sink_unpaired_areas import sink_unpaired_areas
from sink_app.personal import doors, vault
from sink_app.tests.factories import World, as_user, make, make_area, make_organization, make_stand


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
			self.assertEqual(pairing.title, f"{unit.org_name} · {world.community.area_name}")

	def test_org_28_a_branch_answers_for_a_compound(self):
		compound = make_area("Compound", self.world.community)
		self.assertTrue(self.pair(self.world.branch, compound, "Branch and Compound").name)
		for organization, area, kind in (
			(self.world.branch, self.world.community, "Branch and Compound"),
			(self.world.unit, compound, "Branch and Compound"),
			(self.world.branch, self.world.community, "Unit and Community"),
			(self.world.unit, compound, "Unit and Community"),
		):
			with self.assertRaises(controller.WrongSides):
				self.pair(organization, area, kind)

	def test_the_same_two_are_paired_once_at_a_time(self):
		unit = make_organization("Unit")
		first = {"from_date": "2026-01-01", "to_date": "2026-12-31"}
		self.pair(unit, self.world.community, **first)
		with self.assertRaises(controller.AlreadyPaired):
			self.pair(unit, self.world.community, from_date="2026-06-01")
		self.assertTrue(self.pair(unit, self.world.community, from_date="2027-01-01").name)

	def test_org_29_an_ended_pairing_is_kept_as_it_was(self):
		unit = make_organization("Unit")
		begun = self.pair(unit, self.world.community, from_date=add_days(nowdate(), -90))
		with self.assertRaises(controller.PairingIsHistory):
			begun.delete()
		begun.to_date = add_days(nowdate(), -1)
		begun.save()
		begun.to_date = None
		with self.assertRaises(controller.PairingIsHistory):
			begun.save()
		self.assertTrue(self.pair(unit, self.world.community).name, "they are paired anew")
		begun.reload()
		begun.area = self.world.neighbour.name
		with self.assertRaises(frappe.CannotChangeConstantError):
			begun.save()
		later = self.pair(unit, self.world.neighbour, from_date=add_days(nowdate(), 9))
		later.delete()

	def test_org_29_each_side_names_its_liaison(self):
		unit = make_organization("Unit")
		organizer = make_stand("Sink Unit Organizer", unit)
		name = self.pair(unit, self.world.community).name
		for user, side, mobile in (
			(organizer, "unit", "13812345678"),
			(self.world.secretary, "area", "13987654321"),
		):
			with as_user(user):
				pairing = frappe.get_doc("Sink Pairing", name)
				pairing.update({f"{side}_liaison": "联络员", f"{side}_liaison_mobile": mobile})
				pairing.save()
		pairing = frappe.get_doc("Sink Pairing", name)
		self.assertEqual(pairing.unit_liaison_mobile, "138****5678")
		self.assertEqual(pairing.area_liaison_mobile, "139****4321")
		self.assertEqual(vault.number_of("Sink Pairing", name, "area_liaison_mobile"), "13987654321")
		with as_user(organizer):
			shown = doors.reveal("Sink Pairing", name, "area_liaison_mobile", "商定共建项目")
		self.assertEqual(shown, {"value": "13987654321"})
		with as_user(organizer):
			pairing = frappe.get_doc("Sink Pairing", name)
			pairing.area_liaison = "换人"
			pairing.save()
		self.assertEqual(frappe.db.get_value("Sink Pairing", name, "area_liaison"), "联络员")

	def test_org_28_places_without_a_partner_are_listed(self):
		world = self.world
		compound = make_area("Compound", world.neighbour)
		paired = make_area("Compound", world.neighbour)
		self.pair(world.branch, paired, "Branch and Compound")
		secretary = make_stand("Sink Community Secretary", world.neighbour)
		with as_user(secretary):
			rows = {row["area"] for row in sink_unpaired_areas.execute()[1]}
		self.assertEqual(rows, {world.neighbour.name, compound.name})
		ended = add_days(nowdate(), -1)
		self.pair(world.unit, world.neighbour, from_date=add_days(ended, -9), to_date=ended)
		with as_user(secretary):
			rows = {row["area"] for row in sink_unpaired_areas.execute({"level": "Community"})[1]}
			self.assertEqual(rows, {world.neighbour.name}, "an ended pairing pairs nobody")
		self.pair(world.unit, world.neighbour)
		with as_user(secretary):
			self.assertEqual(sink_unpaired_areas.execute({"level": "Community"})[1], [])
		with as_user(make_stand("Sink Community Secretary", world.far_community)):
			rows = {row["area"] for row in sink_unpaired_areas.execute()[1]}
		self.assertEqual(rows, {world.far_community.name})

	def test_org_30_a_committee_sees_the_pairings_of_its_units(self):
		system = make_organization("System")
		units = [make_organization("Unit", overseen_by=system.name) for _each in range(2)]
		self.pair(units[0], self.world.community)
		committee = make_stand("Sink System Committee", system)
		with as_user(committee):
			rows = sink_unit_pairings.execute()[1]
			alone = sink_unit_pairings.execute({"only_without": 1})[1]
		found = {(row["unit_id"], row.get("area")) for row in rows}
		self.assertEqual(found, {(units[0].name, self.world.community.area_name), (units[1].name, None)})
		self.assertEqual([row["unit_id"] for row in alone], [units[1].name])
		with as_user(make_stand("Sink System Committee", self.world.system)):
			self.assertFalse(found & {(row["unit_id"], None) for row in sink_unit_pairings.execute()[1]})
