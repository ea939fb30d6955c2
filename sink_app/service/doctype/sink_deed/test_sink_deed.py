import frappe
from frappe.tests.utils import FrappeTestCase
from frappe.utils import add_days, nowdate

from sink_app.approvals import steps
from sink_app.service import phone_deeds
from sink_app.service.doctype.sink_deed import sink_deed as controller
from sink_app.service.doctype.sink_deed.sink_deed import DEED
from sink_app.tests.factories import World, as_user, make_placed, make_stand
from sink_app.tests.service import make_server


class TestSinkDeed(FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.world = World()

	def setUp(self):
		frappe.db.savepoint("before_test")

	def tearDown(self):
		frappe.set_user("Administrator")
		frappe.db.rollback(save_point="before_test")

	def report(self, **values):
		about = {"title": "修好单元门灯", "solved": "联系物业换灯", "mode": "On the Spot"}
		with as_user(self.world.member_user):
			return frappe.get_doc(
				{
					"doctype": DEED,
					"member": self.world.member.name,
					"area": self.world.grid.name,
					**about,
					**values,
				}
			).insert()

	def test_ord_09_a_member_reports_what_they_settled_and_the_community_confirms(self):
		deed = self.report()
		with as_user(self.world.member_user):
			steps.take(DEED, deed.name, "Hand In Record")
			with self.assertRaises(frappe.PermissionError):
				steps.take(DEED, deed.name, "Confirm Record")
			self.assertRaises(controller.NotDeletable, frappe.delete_doc, DEED, deed.name)
		with as_user(self.world.secretary):
			done = steps.take(DEED, deed.name, "Confirm Record")
		self.assertEqual(done.workflow_state, "Record Confirmed")

	def test_ord_08_it_may_be_sent_back_with_a_reason(self):
		deed = self.report()
		with as_user(self.world.member_user):
			steps.take(DEED, deed.name, "Hand In Record")
		with as_user(self.world.secretary):
			back = steps.take(DEED, deed.name, "Send Back", reason="请写明地点")
		back.reload()
		self.assertEqual((back.workflow_state, back.return_reason), ("Returned", "请写明地点"))

	def test_ord_09_it_is_reported_on_the_phone_and_anew_when_it_was_sent_back(self):
		make_placed(self.world.member, self.world.community, self.world.grid)
		area = self.world.grid.name
		with as_user(self.world.member_user):
			self.assertIn(area, [each["value"] for each in phone_deeds.page()["areas"]])
			self.assertRaises(phone_deeds.WordsMissing, phone_deeds.report, area, "灯坏了", " ", "In Passing")
			[deed] = phone_deeds.report(area, "灯坏了", "换了灯泡", "In Passing")["deeds"]
			self.assertFalse(deed["may_edit"])
		with as_user(self.world.secretary):
			steps.take(DEED, deed["name"], "Send Back", reason="请写明楼栋")
		with as_user(self.world.member_user):
			[deed] = phone_deeds.page()["deeds"]
			self.assertEqual((deed["may_edit"], deed["reason"]), (True, "请写明楼栋"))
			[deed] = phone_deeds.report(area, "3栋灯坏了", "换了灯泡", "In Passing", deed["name"])["deeds"]
			self.assertEqual((deed["title"], deed["may_edit"]), ("3栋灯坏了", False))

	def test_nobody_reports_over_anothers_deed(self):
		deed = self.report()
		stranger = make_server(self.world)[0]
		with as_user(stranger.user), self.assertRaises(frappe.PermissionError):
			phone_deeds.report(self.world.grid.name, "冒名", "冒名", "In Passing", deed.name)

	def test_the_future_and_places_outside_communities_are_refused(self):
		self.assertRaises(controller.InTheFuture, self.report, done_on=add_days(nowdate(), 1))
		self.assertRaises(controller.PlaceWrong, self.report, area=self.world.street.name)

	def test_who_sees_it(self):
		deed = self.report()
		readers = {
			self.world.member_user: True,
			self.world.secretary: True,
			self.world.organizer: True,
			make_stand("Sink Community Secretary", self.world.neighbour): False,
		}
		for user, sees in readers.items():
			with self.subTest(user=user), as_user(user):
				listed = frappe.get_list(DEED, pluck="name", limit_page_length=0)
				self.assertEqual(deed.name in listed, sees)
