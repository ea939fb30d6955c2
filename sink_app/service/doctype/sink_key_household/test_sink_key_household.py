import frappe
from frappe.tests.utils import FrappeTestCase
from frappe.utils import add_days, getdate, nowdate

from sink_app.service.doctype.sink_household_contact import sink_household_contact as contacts
from sink_app.service.doctype.sink_key_household import sink_key_household as controller
from sink_app.service.report.sink_key_households_overdue import sink_key_households_overdue as report
from sink_app.service.visits import phone, reminding
from sink_app.tests.factories import World, as_user, make_member, make_stand, make_user
from sink_app.tests.office import EachTestAlone


class TestSinkKeyHousehold(EachTestAlone, FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.world = world = World()
		cls.worker = make_stand("Sink Grid Worker", world.grid)
		cls.staff = make_stand("Sink Community Staff", world.community)
		cls.street = make_stand("Sink Street Officer", world.street)

	def kept(self, **values):
		values.setdefault("recipient", "独居老人陈奶奶")
		values.setdefault("mobile", "19900035678")
		values.setdefault("area", self.world.grid.name)
		with as_user(self.worker):
			return frappe.get_doc({"doctype": "Sink Key Household", **values}).insert()

	def contacted(self, household, user=None, **values):
		values.setdefault("method", "Phone Call")
		values.setdefault("result", "身体尚好，米面够用")
		with as_user(user or self.worker):
			return frappe.get_doc(
				{"doctype": "Sink Household Contact", "household": household.name, **values}
			).insert()

	def test_srv_03_the_next_contact_follows_the_last_and_what_is_overdue_is_told(self):
		household = self.kept(every_days=14)
		self.assertEqual(getdate(household.next_due), getdate(nowdate()))
		self.contacted(household, contacted_on=add_days(nowdate(), -20))
		household.reload()
		self.assertEqual(getdate(household.next_due), getdate(add_days(nowdate(), -6)))
		lines = reminding.lines_of_households()[self.worker]
		[line] = [line for line in lines if line.name == household.name]
		self.assertEqual(line.kind, "Overdue")
		self.assertNotIn("陈奶奶", line.title)
		with as_user(self.staff):
			[row] = report.execute({"by": "Grid"})[1]
		self.assertEqual((row.households, row.overdue, row.alone), (1, 1, 1))
		self.contacted(household)
		self.contacted(household, contacted_on=add_days(nowdate(), -3))
		household.reload()
		self.assertEqual(getdate(household.next_due), getdate(add_days(nowdate(), 14)))

	def test_srv_03_a_member_keeps_contact_from_the_phone(self):
		household = self.kept(member=self.world.member.name, method="Visit")
		with as_user(self.world.member_user):
			[card] = phone.households()
			self.assertEqual((card["recipient"], card["is_due"]), ("独居老人陈奶奶", True))
			self.assertEqual(card["methods"][0]["value"], "Visit")
			[card] = phone.contact(household.name, "Visit", "已送药上门")
			self.assertFalse(card["is_due"])
		other = make_user("Sink Member")
		member = make_member(self.world.branch, user=other)
		with as_user(other):
			self.assertEqual(phone.households(), [])
			with self.assertRaises(contacts.NotYourHousehold):
				phone.contact(household.name, "Visit", "我也去过")
		self.assertTrue(member.name)

	def test_srv_03_who_it_is_stays_with_who_keeps_contact(self):
		household = self.kept(reasons="失独", address="3栋501")
		self.assertIn("****", household.mobile)
		with as_user(self.street):
			row = frappe.get_list("Sink Key Household", {"name": household.name}, ["*"])[0]
			for field in ("recipient", "reasons", "mobile", "address"):
				self.assertNotIn(field, row)
			doc = frappe.get_doc("Sink Key Household", household.name)
			doc.apply_fieldlevel_read_permissions()
			self.assertIsNone(doc.get("recipient"))
		for role, node in (
			("Sink Unit Organizer", self.world.unit),
			("Sink Community Secretary", self.world.neighbour),
		):
			stranger = make_stand(role, node)
			with as_user(stranger):
				allowed = frappe.has_permission("Sink Key Household", "read", doc=household.name)
				self.assertFalse(allowed, role)
		self.assertNotIn("Sink Key Household", frappe.get_all("Global Search DocType", pluck="document_type"))

	def test_the_rules(self):
		with self.assertRaises(controller.RhythmMissing):
			self.kept(every_days=0)
		household = self.kept()
		with self.assertRaises(contacts.ContactAhead):
			self.contacted(household, contacted_on=add_days(nowdate(), 1))
		with as_user(self.worker):
			household.ended = 1
			with self.assertRaises(controller.EndReasonMissing):
				household.save()
			household.reload()
			household.update({"ended": 1, "end_reason": "随子女搬走"})
			household.save()
		self.assertIsNone(household.next_due)
		with self.assertRaises(contacts.NotLookedAfter):
			self.contacted(household)
