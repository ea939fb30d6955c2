import frappe
from frappe.tests.utils import FrappeTestCase
from frappe.utils import add_days, nowdate

from sink_app.organization.doctype.sink_working_group import sink_working_group as controller
from sink_app.organization.periods import EndsBeforeStart
from sink_app.organization.report.sink_units_without_working_group import (
	sink_units_without_working_group as report,
)
from sink_app.tests.factories import World, as_user, make, make_organization, make_stand

LEADER = {"group_role": "Leader", "person_name": "甲", "post": "党委书记"}


class TestSinkWorkingGroup(FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.world = World()
		cls.second_level = make_organization("Second Level", cls.world.unit)

	def group(self, organization=None, members=(LEADER,), **values):
		organization = organization or make_organization("Second Level", self.world.unit)
		return make(
			"Sink Working Group",
			organization=organization.name,
			duties="统筹安排各项工作和任务",
			members=[dict(row) for row in members],
			**{"from_date": nowdate(), **values},
		)

	def test_org_06_org_07_a_group_of_the_school_has_its_duties(self):
		group = self.group(make_organization("Unit"))
		self.assertEqual(group.level, "Unit")
		self.assertTrue(group.title)
		group.duties = None
		with self.assertRaises(frappe.MandatoryError):
			group.save()

	def test_org_08_the_office_is_an_organization(self):
		office = make_organization("Branch", self.world.unit)
		self.assertEqual(self.group(office_organization=office.name).office_organization, office.name)

	def test_org_09_a_group_has_one_leader(self):
		for members in ([], [LEADER, {**LEADER, "person_name": "乙"}]):
			with self.assertRaises((controller.LeaderNotOne, frappe.MandatoryError)):
				self.group(members=members)
		with self.assertRaises(controller.LeaderNotOne):
			self.group(members=[{"group_role": "Group Member", "person_name": "乙"}])
		self.assertEqual(self.group().leader_name, "甲")

	def test_org_10_org_11_deputies_and_member_organizations(self):
		office = make_organization("Branch", self.world.unit)
		rows = [
			LEADER,
			{"group_role": "Deputy Leader", "person_name": "乙"},
			{"group_role": "Group Member", "organization": office.name, "post": "有关负责人"},
		]
		self.assertEqual(len(self.group(members=rows).members), 3)
		with self.assertRaises(controller.NobodyNamed):
			self.group(members=[LEADER, {"group_role": "Group Member", "post": "有关负责人"}])

	def test_one_group_at_a_time(self):
		organization = make_organization("Second Level", self.world.unit)
		first = self.group(organization, from_date="2025-01-01")
		with self.assertRaises(controller.GroupTwice):
			self.group(organization)
		first.to_date = add_days(nowdate(), -1)
		first.save()
		self.assertTrue(self.group(organization).name)
		with self.assertRaises(EndsBeforeStart):
			self.group(to_date="2020-01-01")

	def test_org_12_org_13_the_report_names_units_without_a_group(self):
		organizer = make_stand("Sink Unit Organizer", self.world.unit)
		without, ended = (make_organization("Second Level", self.world.unit) for _ in range(2))
		with_group = self.group().organization
		self.group(ended, from_date="2025-01-01", to_date="2025-12-31")
		gone = make_organization("Second Level", self.world.unit, disabled=1)
		with as_user(organizer):
			rows = {row.organization: row for row in report.execute({"level": "Second Level"})[1]}
		self.assertIn(without.name, rows)
		self.assertEqual(str(rows[ended.name].last_ended), "2025-12-31")
		self.assertFalse({with_group, gone.name} & rows.keys())

	def test_the_report_speaks_of_those_one_answers_for(self):
		elsewhere = make_organization("Second Level", self.world.other_unit)
		supervisor = make_stand("Sink Supervisor", self.world.unit)
		for user in (self.world.organizer, supervisor):
			with as_user(user):
				found = {row.organization for row in report.execute()[1]}
			self.assertIn(self.second_level.name, found)
			self.assertNotIn(elsewhere.name, found)

	def test_who_may_see_and_write_a_group(self):
		group = self.group()
		with as_user(self.world.organizer):
			frappe.get_doc("Sink Working Group", group.name).check_permission("write")
		other = make_stand("Sink Unit Organizer", self.world.other_unit)
		with as_user(other):
			self.assertFalse(frappe.get_list("Sink Working Group", filters={"name": group.name}))
