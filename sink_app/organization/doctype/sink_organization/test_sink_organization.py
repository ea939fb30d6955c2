import frappe
from frappe.tests.utils import FrappeTestCase
from frappe.utils import add_days, nowdate

from sink_app.access import search
from sink_app.organization import temporary
from sink_app.organization.doctype.sink_organization import sink_organization as controller
from sink_app.tests.factories import make, make_member, make_organization


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

	def temporary(self, unit, **values):
		approval = {"approved_by": unit.name, "approved_on": "2026-08-18"}
		return make_organization(
			"Branch", unit, is_temporary=1, **{"established_on": "2026-08-20", **approval, **values}
		)

	def test_org_26_a_temporary_organization_has_its_dates(self):
		unit = make_organization("Unit")
		with self.assertRaises(controller.EstablishedOnMissing):
			self.temporary(unit, established_on=None)
		with self.assertRaises(controller.DissolvedBeforeEstablished):
			self.temporary(unit, dissolved_on="2026-08-01")
		self.assertEqual(self.temporary(unit).unit, unit.name)

	def test_org_26_an_organization_above_approves_a_temporary_one_before_it_is_founded(self):
		unit, elsewhere = make_organization("Unit"), make_organization("Unit")
		for missing in ({"approved_by": None}, {"approved_on": None}, {"approved_on": "2026-08-21"}):
			with self.assertRaises(controller.NotApproved):
				self.temporary(unit, **missing)
		with self.assertRaises(controller.ApprovedByStranger):
			self.temporary(unit, approved_by=elsewhere.name)
		self.assertEqual(self.temporary(unit, approved_by=unit.parent_sink_organization).unit, unit.name)

	def test_org_26_a_dissolved_organization_leaves_the_choices_and_keeps_its_records(self):
		unit = make_organization("Unit")
		kept = self.temporary(unit, org_name=f"临时党支部{frappe.generate_hash(length=6)}")
		member = make_member(kept)
		self.assertTrue(self.offered(kept.org_name))
		kept.dissolved_on = add_days(nowdate(), 3)
		kept.save()
		self.assertTrue(self.offered(kept.org_name))
		frappe.db.set_value("Sink Organization", kept.name, "dissolved_on", nowdate())
		temporary.hide_dissolved()
		self.assertFalse(self.offered(kept.org_name))
		self.assertEqual(frappe.db.get_value("Sink Member", member.name, "organization"), kept.name)
		self.assertTrue(frappe.db.exists("Sink Organization", kept.name))

	def offered(self, text: str) -> list:
		return search.query("Sink Organization", text, "name", 0, 10, {})

	def test_org_42_what_an_organization_was_is_kept(self):
		unit = make_organization("Unit", short_name="旧简称")
		unit.short_name = "新简称"
		# versions are off in tests unless asked for
		unit.save(ignore_version=False)
		version = frappe.get_last_doc("Version", {"ref_doctype": "Sink Organization", "docname": unit.name})
		changed = frappe.parse_json(version.data)["changed"]
		self.assertIn(["short_name", "旧简称", "新简称"], changed)
