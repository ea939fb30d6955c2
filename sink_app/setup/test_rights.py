import frappe
from frappe.tests.utils import FrappeTestCase


class TestRights(FrappeTestCase):
	def test_whoever_is_offered_a_report_may_run_it(self):
		modules = frappe.get_all("Module Def", filters={"app_name": "sink_app"}, pluck="name")
		reports = frappe.get_all(
			"Report", filters={"module": ("in", modules)}, fields=["name", "ref_doctype"]
		)
		self.assertGreater(len(reports), 40)
		refused = [
			(report.name, row.role)
			for report in reports
			for row in frappe.get_doc("Report", report.name).roles
			if not any(
				right.role == row.role and right.report and not right.permlevel
				for right in frappe.get_meta(report.ref_doctype).permissions
			)
		]
		self.assertEqual(refused, [])
