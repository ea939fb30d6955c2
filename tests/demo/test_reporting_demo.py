"""The plan's four stages as the university's notice has them, and the reports that the demo shows."""

import frappe
from frappe.tests.utils import FrappeTestCase

from sink_app import demo
from sink_app.demo import source
from sink_app.organization import milestones, plans
from sink_app.reporting import ANNUAL, DEBRIEF, HALF_YEAR, PROGRESS

SCHOOL, YEAR = "中共湖北经济学院委员会", 2020


class TestReportingDemo(FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		demo.install()
		name = plans.current(source.organization(SCHOOL), YEAR)
		cls.plan = frappe.get_doc("Sink Annual Plan", name)

	def window(self, number: int) -> tuple[str, str]:
		stage = self.plan.stages[number - 1]
		return str(stage.from_date), str(stage.to_date)

	def due_in(self, number: int) -> dict[str, object]:
		"""The milestones that are due within a stage, by their code."""
		first, last = self.window(number)
		return {row.code: row for row in self.plan.milestones if first <= str(row.due_date) <= last}

	def test_rpt_14_stage_1_runs_from_mid_july_to_early_august(self):
		self.assertEqual(self.window(1), ("2020-07-15", "2020-08-05"))
		self.assertEqual(self.plan.stages[0].period, "7月中下旬—8月初")

	def test_rpt_10_stage_1_plans_founds_the_group_and_mobilises_the_units(self):
		for words in ("制定", "成立专项小组", "目标愿景", "工作职责", "工作进度", "工作要求"):
			self.assertIn(words, self.plan.stages[0].content)
		self.assertEqual(self.due_in(1)["M01"].carrier, "Sink Working Group")
		about = {"kind": "Mobilisation Meeting", "organization": self.plan.organization, "status": "Held"}
		self.assertTrue(frappe.db.exists("Sink Training", about))

	def test_rpt_11_stage_2_integrates_resources_until_the_end_of_september(self):
		self.assertEqual(self.window(2), ("2020-08-01", "2020-09-30"))
		self.assertLessEqual({"M02", "M07", "M09", "M10"}, set(self.due_in(2)))

	def test_rpt_12_stage_3_plays_its_role_from_august_to_december(self):
		self.assertEqual(self.window(3), ("2020-08-01", "2020-12-31"))
		due = self.due_in(3)
		self.assertEqual((due["M12"].carrier, due["M15"].carrier), ("Sink Training", "Sink Service Record"))

	def test_rpt_13_stage_4_sums_up_commends_and_publicises(self):
		self.assertEqual(self.window(4), ("2020-12-01", "2020-12-31"))
		for words in ("总结经验", "鼓励创新", "表彰先进典型"):
			self.assertIn(words, self.plan.stages[3].content)
		self.assertEqual(self.due_in(4)["M18"].carrier, ANNUAL)
		self.assertTrue(frappe.db.count("Sink Publicity", {"organization": self.plan.organization}))

	def test_rpt_15_stage_4_is_combined_with_debriefs_assessment_and_appraisal(self):
		self.assertIn("结合述职评议考核、党建考核、党员民主评议", self.plan.stages[3].content)
		due = self.due_in(4)
		self.assertEqual((due["M17"].carrier, due["M19"].carrier), (HALF_YEAR, ANNUAL))
		city = plans.current(source.organization("中共武汉市委组织部"), 2021)
		carriers = {row.code: row.carrier for row in frappe.get_doc("Sink Annual Plan", city).milestones}
		self.assertEqual((carriers["C08"], carriers["C09"]), (DEBRIEF, DEBRIEF))

	def test_rpt_15_a_task_knows_the_records_that_show_it_and_keeps_them_in_the_next_year(self):
		task = frappe.db.get_value(
			milestones.TASK,
			{"plan": self.plan.name, "code": "M19"},
			["carrier", "organization"],
			as_dict=True,
		)
		self.assertEqual((task.carrier, task.organization), (ANNUAL, self.plan.organization))
		this_year = int(frappe.utils.nowdate()[:4])
		name = plans.current(source.organization(SCHOOL), this_year)
		row = next(row for row in frappe.get_doc("Sink Annual Plan", name).milestones if row.code == "M19")
		self.assertEqual(row.carrier, ANNUAL)

	def test_the_demo_has_reports_in_several_stages(self):
		states = set(frappe.get_all(HALF_YEAR, pluck="workflow_state"))
		self.assertLessEqual({"Report Accepted", "Report in Review"}, states)
		for doctype in (ANNUAL, DEBRIEF, PROGRESS):
			self.assertTrue(frappe.db.count(doctype), doctype)
		before = frappe.db.count(HALF_YEAR)
		demo.install()
		self.assertEqual(frappe.db.count(HALF_YEAR), before)
