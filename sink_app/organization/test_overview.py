import frappe
from frappe.tests.utils import FrappeTestCase
from frappe.utils import add_days, getdate, nowdate

from sink_app.organization import milestones, overview
from sink_app.organization.report.sink_compound_party_org_coverage import (
	sink_compound_party_org_coverage as report,
)
from sink_app.tests.factories import World, as_user, make_area, make_organization, make_stand


class TestOverview(FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.world = World()
		facts = {"owners_committee": "Established", "property_company": "某物业"}
		cls.with_one = make_area("Compound", cls.world.community, households=300, **facts)
		cls.without = make_area("Compound", cls.world.community, owners_committee="None")
		make_area("Compound", cls.world.far_community)
		make_organization("Compound", area=cls.with_one.name)
		cls.district = make_stand("Sink District Organizer", cls.world.district)

	def test_org_25_coverage_of_compounds_for_whom_one_answers_for(self):
		for user in (self.world.secretary, self.district):
			with as_user(user):
				_columns, rows, *_rest, summary = report.execute()
			self.assertEqual([row["place"] for row in rows], [self.world.community.name])
			row = rows[0]
			self.assertEqual((row["compounds"], row["organized"], row["coverage"]), (2, 1, 50.0))
			self.assertEqual(row["missing"], self.without.area_name)
			self.assertEqual(summary[2]["value"], 50.0)

	def test_org_33_facts_of_compounds_are_counted(self):
		with as_user(self.district):
			row = report.execute({"by": "Street"})[1][0]
			self.assertEqual((row["owners"], row["property"], row["households"]), (1, 1, 300))
			self.assertEqual(overview.owners_committees(), "50%")
			self.assertEqual(overview.property_companies(), "50%")

	def test_org_14_organizations_vitalised(self):
		unit = make_organization("Unit")
		approval = {"approved_by": unit.name, "approved_on": "2026-08-18", "established_on": "2026-08-20"}
		make_organization("Branch", unit, is_temporary=1, **approval)
		with as_user(make_stand("Sink Unit Organizer", unit)):
			self.assertEqual(overview.temporary_organizations(), 1)
		with as_user(self.district):
			self.assertEqual(overview.compound_coverage(), "50%")
			self.assertEqual(overview.temporary_organizations(), 0)

	def test_org_15_org_16_org_17_milestones_of_an_objective_for_whoever_looks(self):
		unit = make_organization("Unit")
		organizer = make_stand("Sink Unit Organizer", unit)
		for status in (milestones.DONE, milestones.PENDING, milestones.PENDING, milestones.DROPPED):
			self.task(unit, status, add_days(nowdate(), 0))
		self.task(self.world.unit, milestones.DONE, nowdate())
		for objective, said in (("Members Educated", "33.3%"), ("Residents Benefit", overview._("none yet"))):
			with as_user(organizer):
				self.assertEqual(overview.milestones_kept({"objective": objective}), said)

	def task(self, unit, status, due):
		doc = frappe.new_doc("Sink Milestone Task")
		doc.update(
			{
				"title": "党课",
				"organization": unit.name,
				"unit": unit.name,
				"status": status,
				"due_date": due,
				"year": getdate(due).year,
				"objective": "Members Educated",
				"code": frappe.generate_hash(length=8),
			}
		)
		doc.set_new_name()
		doc.db_insert()

	def test_who_may_not_read_areas_is_refused(self):
		with as_user("Guest"), self.assertRaises(frappe.PermissionError):
			overview.compound_coverage()


def test_org_14_org_15_org_16_org_17_the_overview_has_a_section_for_each_objective(site):
	"""«基层组织增活力、党员干部受教育、居民群众得实惠、社区治理上水平»."""
	cards = [row.card for row in frappe.get_doc("Dashboard", "Sink Overview").cards]
	labels = frappe.get_all("Number Card", filters={"name": ("in", cards)}, pluck="label")
	for section in ("Vitality", "Education", "Benefit", "Governance"):
		assert sum(label.startswith(f"{section}: ") for label in labels) >= 4, section
	for card in frappe.get_all(
		"Number Card", filters={"name": ("in", cards), "type": "Custom"}, pluck="method"
	):
		assert frappe.get_attr(card) in frappe.whitelisted
