"""What the reports of joint projects and three ones count, and who sees how much of it."""

import frappe
from frappe.desk import query_report
from frappe.tests.utils import FrappeTestCase
from frappe.utils import add_days, nowdate

from sink_app.joint_projects import THREE_ONES
from sink_app.tests.factories import World, as_user, make, make_stand
from sink_app.tests.office import EachTestAlone
from sink_app.tests.projects import FUNDS, compound_of, five, on_file, projects_of, row, supervisor


class TestProjectReports(EachTestAlone, FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.world = World()
		cls.supervisor = supervisor(cls.world.unit)
		cls.officer = make_stand("Sink Street Officer", cls.world.street)
		cls.stranger = make_stand("Sink Unit Organizer", cls.world.other_unit)
		place = {"kind": "Unit and Community", "organization": cls.world.unit.name}
		make("Sink Pairing", **place, area=cls.world.community.name, from_date=add_days(nowdate(), -400))
		make("Sink Pairing", **place, area=cls.world.neighbour.name, from_date=add_days(nowdate(), -400))

	def run_report(self, name, who, **filters):
		with as_user(who):
			found = query_report.run(name, filters=filters, ignore_prepared_report=True)
		return [each for each in found["result"] if isinstance(each, dict)]

	def test_prj_03_the_units_list_of_practical_matters(self):
		items = [*five(), row("不列入", in_deeds_list=0)]
		on_file(self.world, self.supervisor, items=items)
		for who in (self.world.organizer, self.officer, self.supervisor):
			found = self.run_report("Sink Deeds List", who)
			self.assertEqual(
				sorted(each["project_title"] for each in found), [f"项目{n}" for n in range(1, 6)]
			)
		self.assertEqual(self.run_report("Sink Deeds List", self.stranger), [])

	def test_prj_12_prj_13_deeds_are_counted_by_kind_and_campaign(self):
		items = five()
		items[0].update({"deed_kind": "Difficult Matter", "campaign": "攻坚提升行动"})
		items[1]["deed_kind"] = "Good Deed"
		made = on_file(self.world, self.supervisor, items=items)
		projects_of(made)[0].db_set({"workflow_state": "Project Completed", "satisfaction": "Satisfied"})
		(found,) = self.run_report("Sink Deeds Summary", self.world.organizer)
		self.assertEqual(
			(found["projects"], found["practical"], found["good"], found["difficult"]), (5, 3, 1, 1)
		)
		self.assertEqual((found["done"], found["rate"], found["satisfied"]), (1, 20.0, 1))
		(found,) = self.run_report("Sink Deeds Summary", self.officer, by="Street", campaign="攻坚提升行动")
		self.assertEqual(found["projects"], 1)
		self.assertEqual(projects_of(made)[1].campaign, "我为群众办实事", "the campaign of the day")

	def test_prj_01_prj_02_pairings_without_a_list_come_first(self):
		on_file(self.world, self.supervisor, items=five()[:3], few_reason="社区小")
		found = self.run_report("Sink Project Lists by Pairing", self.world.organizer)
		self.assertEqual([bool(each["name"]) for each in found], [False, True])
		self.assertEqual((found[1]["projects"], found[1]["few"]), (3, frappe._("Few")))
		self.assertEqual(self.run_report("Sink Project Lists by Pairing", self.stranger), [])

	def test_prj_06_the_report_names_the_missing_months(self):
		made = on_file(self.world, self.supervisor)
		made.db_set("filed_on", f"{nowdate()[:4]}-01-02")
		found = self.run_report("Sink Missing Monthly Studies", self.world.secretary)
		months = int(nowdate()[5:7]) - 1
		self.assertEqual([each["lacking"] for each in found], [months] if months else [])
		self.assertEqual(self.run_report("Sink Missing Monthly Studies", self.stranger), [])

	def test_thr_09_thr_10_coverage_by_street_and_system_and_who_lacks_the_notice(self):
		compound, other = compound_of(self.world), compound_of(self.world)
		for area in (compound, other):
			about = {"organization": self.world.branch.name, "area": area.name}
			make("Sink Pairing", kind="Branch and Compound", from_date=add_days(nowdate(), -400), **about)
		about = {"organization": self.world.branch.name, "compound": compound.name}
		plan = make(THREE_ONES, **about)
		plan.db_set({"workflow_state": "Three Ones Fixed", "done_count": 3, "party_day_done_on": nowdate()})
		for by, who in (("Street", self.officer), ("System", self.world.organizer)):
			(found,) = self.run_report("Sink Three-Ones Coverage", who, by=by)
			self.assertEqual((found["pairings"], found["planned"], found["fixed"]), (2, 1, 1))
			self.assertEqual((found["all_done"], found["rate"], found["told"]), (1, 50.0, 0))
		if nowdate()[5:] >= "07-01":
			found = self.run_report("Sink Missing July Notices", self.officer)
			self.assertEqual([each["name"] for each in found], [plan.name])
		self.assertEqual(self.run_report("Sink Three-Ones Coverage", self.stranger), [])

	def test_fnd_02_expenses_by_source_and_purpose(self):
		about = {"organization": self.world.branch.name, "source": FUNDS, "what": "工具"}
		for purpose, amount in (("Community Work", 100), ("Members Helping the Community", 50)):
			made = make("Sink Expense", purpose=purpose, amount=amount, **about)
			made.db_set("workflow_state", "Expense Approved")
		make("Sink Expense", purpose="Community Work", amount=999, **about)
		year = int(nowdate()[:4])
		make("Sink Budget", organization=self.world.unit.name, source=FUNDS, year=year, amount=200)
		found = self.run_report("Sink Expenses by Source", self.world.organizer)[0]
		self.assertEqual((found["spent"], found["community"], found["members"]), (150, 100, 50))
		self.assertEqual((found["budget"], found["remaining"]), (200, 50))
		self.assertEqual(self.run_report("Sink Expenses by Source", self.stranger), [])
