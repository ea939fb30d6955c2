import frappe
from frappe.tests.utils import FrappeTestCase
from frappe.utils import add_days, nowdate

from sink_app.service.doctype.sink_dispute import sink_dispute as controller
from sink_app.service.report.sink_disputes_by_kind import sink_disputes_by_kind as report
from sink_app.tests.factories import World, as_user, make_stand
from sink_app.tests.office import EachTestAlone


class TestSinkDispute(EachTestAlone, FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.world = world = World()
		cls.worker = make_stand("Sink Grid Worker", world.grid)
		cls.street = make_stand("Sink Street Officer", world.street)

	def dispute(self, **values):
		values.setdefault("kind", "邻里矛盾")
		values.setdefault("area", self.world.grid.name)
		values.setdefault("matter", "楼上漏水，责任不清")
		values.setdefault("parties", "501 户与 601 户")
		with as_user(self.worker):
			return frappe.get_doc({"doctype": "Sink Dispute", **values}).insert()

	def test_srv_09_four_kinds_settled_or_passed_on(self):
		for kind in ("邻里矛盾", "婚姻家庭", "物业纠纷", "不文明饲养宠物"):
			self.assertTrue(frappe.db.exists("Sink Dispute Kind", kind), kind)
		settled = self.dispute()
		with as_user(self.worker):
			settled.outcome = "Settled"
			with self.assertRaises(controller.AgreementMissing):
				settled.save()
			settled.reload()
			settled.update({"outcome": "Settled", "agreement": "601 户三日内修好"})
			settled.save()
			passed = self.dispute(kind="物业纠纷")
			passed.outcome = "Passed On"
			with self.assertRaises(controller.PassedWhere):
				passed.save()
			passed.reload()
			passed.update({"outcome": "Passed On", "passed_to": "街道司法所"})
			passed.save()
		self.assertEqual(str(settled.ended_on), nowdate())
		with as_user(self.world.secretary):
			rows = {row.node: row for row in report.execute({"community": self.world.community.name})[1]}
		self.assertEqual((rows["邻里矛盾"].settled, rows["物业纠纷"].passed_on), (1, 1))

	def test_srv_09_the_parties_are_known_to_who_mediates(self):
		dispute = self.dispute()
		with as_user(self.street):
			row = frappe.get_list("Sink Dispute", {"name": dispute.name}, ["*"])[0]
			self.assertFalse({"parties", "matter", "agreement"} & set(row))
		self.assertNotIn("Sink Dispute", frappe.get_all("Global Search DocType", pluck="document_type"))

	def test_nothing_is_found_tomorrow(self):
		with self.assertRaises(controller.FoundAhead):
			self.dispute(found_on=add_days(nowdate(), 1))
