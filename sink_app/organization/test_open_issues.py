import frappe
from frappe.tests.utils import FrappeTestCase

from sink_app.approvals import steps
from sink_app.organization.report.sink_open_issues import sink_open_issues as report
from sink_app.tests.factories import World, as_user, make_stand


class TestOpenIssues(FrappeTestCase):
	def tearDown(self):
		frappe.set_user("Administrator")

	def test_rpt_09_what_is_not_settled_is_listed_with_whose_turn_it_is(self):
		world = World()
		secretary = make_stand("Sink Branch Secretary", world.branch)
		with as_user(secretary):
			issue = frappe.get_doc(
				{
					"doctype": "Sink Issue",
					"title": "值班缺人",
					"kind": "Difficulty",
					"organization": world.branch.name,
					"description": "工作日值班人手不足",
					"countermeasure": "由二级单位统一排班",
				}
			).insert()
			filters = {"unit": world.unit.name}
			self.assertEqual(report.execute(filters)[1], [])
			steps.take("Sink Issue", issue.name, "Raise Issue")
		with as_user(world.organizer):
			row = report.execute(filters)[1][0]
			self.assertEqual((row.name, row.countermeasure), (issue.name, "由二级单位统一排班"))
			steps.take("Sink Issue", issue.name, "Take On Issue")
			issue.reload()
			issue.update({"reply": "下周起统一排班"}).save()
			steps.take("Sink Issue", issue.name, "Answer Issue")
			self.assertEqual(report.execute(filters)[1], [])
		with as_user(make_stand("Sink Unit Organizer", world.other_unit)):
			self.assertEqual(report.execute({})[1], [])
