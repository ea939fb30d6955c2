import frappe
from frappe.tests.utils import FrappeTestCase
from frappe.utils import add_days, nowdate

from sink_app.organization.doctype.sink_communication_group import sink_communication_group as controller
from sink_app.tests.factories import World, as_user, make, make_stand

DOCTYPE = "Sink Communication Group"


class TestSinkCommunicationGroup(FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.world = World()

	def setUp(self):
		frappe.db.savepoint("before_test")

	def tearDown(self):
		frappe.set_user("Administrator")
		frappe.db.rollback(save_point="before_test")

	def found(self, **values):
		with as_user(self.world.secretary):
			return frappe.get_doc(
				{
					"doctype": DOCTYPE,
					"title": "下沉党员群",
					"keeper": "社区工作站",
					"area": self.world.community.name,
					"member_count": 86,
					**values,
				}
			).insert()

	def notice(self, state="On Display"):
		notice = make(
			"Sink Notice",
			title="服务队名单",
			text="现将名单公示如下" + "很长" * 300,
			area=self.world.community.name,
			from_date=nowdate(),
			to_date=add_days(nowdate(), 10),
		)
		notice.db_set("workflow_state", state)
		return notice

	def test_pub_05_a_group_of_each_kind_and_the_day_it_was_counted(self):
		for kind in ("WeChat", "QQ"):
			doc = self.found(kind=kind)
			self.assertEqual((doc.kind, str(doc.counted_on)), (kind, nowdate()))
		doc.db_set("counted_on", "2026-01-01")
		doc.reload()
		with as_user(self.world.secretary):
			doc.update({"purpose": "通知"}).save()
			self.assertEqual(str(doc.counted_on), "2026-01-01")

	def test_pub_05_a_notice_on_display_is_copied_as_text_with_its_address(self):
		group, notice, draft = self.found(), self.notice(), self.notice(state="Draft")
		with as_user(self.world.secretary):
			offered = [row.name for row in controller.notices_on_display(group.name)]
			self.assertIn(notice.name, offered)
			self.assertNotIn(draft.name, offered)
			text = controller.notice_text(notice.name)
			self.assertIn(f"/notices/{notice.name}", text)
			self.assertIn("服务队名单", text)
			self.assertLess(len(text), 500)
			self.assertRaises(controller.NothingToCopy, controller.notice_text, draft.name)
		with as_user(make_stand("Sink Community Secretary", self.world.neighbour)):
			self.assertRaises(frappe.PermissionError, controller.notices_on_display, group.name)
