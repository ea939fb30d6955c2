import frappe
from frappe.tests.utils import FrappeTestCase
from frappe.utils import add_days, nowdate

from sink_app.organization.doctype.sink_publicity import sink_publicity as controller
from sink_app.organization.report.sink_publicity_of_the_year import sink_publicity_of_the_year as report
from sink_app.tests.factories import World, as_user, make_stand

DOCTYPE = "Sink Publicity"


class TestSinkPublicity(FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.world = World()

	def setUp(self):
		frappe.db.savepoint("before_test")

	def tearDown(self):
		frappe.set_user("Administrator")
		frappe.db.rollback(save_point="before_test")

	def publish(self, **values):
		with as_user(self.world.organizer):
			return frappe.get_doc(
				{
					"doctype": DOCTYPE,
					"title": "党员下沉暖人心",
					"medium": "学校官网",
					"organization": self.world.unit.name,
					"published_on": nowdate(),
					**values,
				}
			).insert()

	def test_pub_01_pub_02_policy_and_mobilisation_are_told_with_channel_link_and_date(self):
		for kind in ("Policy Publicity", "Mobilisation"):
			doc = self.publish(kind=kind, channel="WeChat Account", address="https://example.com/a")
			self.assertEqual((doc.year, doc.kind), (int(nowdate()[:4]), kind))
		with self.assertRaises(controller.PublishedInTheFuture):
			self.publish(published_on=add_days(nowdate(), 1))

	def test_pub_06_the_list_of_the_year_sums_up_pieces_and_reach(self):
		self.publish(reach=1200, medium_level="Municipal", medium="长江日报")
		self.publish(reach=300)
		with as_user(self.world.organizer):
			columns, rows, _message, chart, summary = report.execute({"unit": self.world.unit.name})
			self.assertEqual({row.medium for row in rows}, {"长江日报", "学校官网"})
			self.assertEqual([entry["value"] for entry in summary], [2, 1, 1500])
			self.assertTrue(columns and chart)
		with as_user(make_stand("Sink Unit Organizer", self.world.other_unit)):
			self.assertEqual(report.execute({"unit": self.world.unit.name})[1], [])

	def test_rpt_13_a_shared_case_of_merit_is_published(self):
		with as_user(self.world.organizer):
			case = frappe.get_doc(
				{
					"doctype": "Sink Case",
					"title": "暖心服务队",
					"organization": self.world.unit.name,
					"summary": "每周上门",
					"story": "服务队每周上门理发",
				}
			).insert()
		with self.assertRaises(controller.CaseNotShared):
			self.publish(published_case=case.name, kind="Model of Merit")
		with as_user(self.world.organizer):
			case.update({"status": "Shared"}).save()
		self.assertEqual(
			self.publish(published_case=case.name, kind="Model of Merit").published_case, case.name
		)
