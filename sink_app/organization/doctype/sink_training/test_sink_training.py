import frappe
from frappe.tests.utils import FrappeTestCase
from frappe.utils import add_to_date, now_datetime

from sink_app.organization.doctype.sink_training import sink_training as controller
from sink_app.organization.web_addresses import AddressInvalid
from sink_app.tests.factories import World, as_user, make_member, make_stand

DOCTYPE = "Sink Training"


class TestSinkTraining(FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.world = World()

	def setUp(self):
		frappe.db.savepoint("before_test")

	def tearDown(self):
		frappe.set_user("Administrator")
		frappe.db.rollback(save_point="before_test")

	def plan(self, user=None, **values):
		with as_user(user or self.world.organizer):
			return frappe.get_doc(self.planned(**values)).insert()

	def planned(self, **values):
		return {
			"doctype": DOCTYPE,
			"title": "下沉工作培训",
			"topic": "工作意义、要求和内容",
			"organization": self.world.unit.name,
			"starts_on": add_to_date(now_datetime(), hours=-2),
			**values,
		}

	def test_trn_01_a_unit_trains_its_members_listed_with_one_click(self):
		colleague = make_member(self.world.branch)
		make_member(self.world.other_branch)
		doc = self.plan()
		with as_user(self.world.organizer):
			people = controller.audience(doc.as_json())
			self.assertEqual({row["member"] for row in people}, {self.world.member.name, colleague.name})
			doc.extend("attendees", [{**row, "attended": row["member"] != colleague.name} for row in people])
			doc.status = "Held"
			doc.save()
			self.assertEqual(doc.people, 1)
			self.assertEqual(controller.audience(doc.as_json()), [])
			doc.append("attendees", {"member": colleague.name})
			self.assertRaises(controller.NamedTwice, doc.save)

	def test_trn_01_held_means_that_somebody_came_and_that_it_is_over(self):
		with self.assertRaises(controller.NobodyTrained):
			self.plan(status="Held")
		with self.assertRaises(controller.HeldInTheFuture):
			self.plan(status="Held", people=3, starts_on=add_to_date(now_datetime(), days=1))
		self.assertEqual(self.plan(status="Held", people=30).people, 30)

	def test_trn_03_online_and_offline(self):
		doc = self.plan(channel="Online", address="https://example.com/lesson", status="Held", people=45)
		self.assertEqual(doc.channel, "Online")
		with self.assertRaises(AddressInvalid):
			self.plan(channel="Online", address="javascript:alert(1)")

	def test_rpt_10_the_mobilisation_of_units_is_a_training_of_its_own_kind(self):
		doc = self.plan(
			kind="Mobilisation Meeting",
			target="Units and Branches",
			topic="目标愿景、工作职责、主要任务、工作进度、工作要求",
			status="Held",
			people=21,
		)
		kinds = frappe.get_meta(DOCTYPE).get_options("kind").split("\n")
		self.assertIn(doc.kind, kinds)

	def test_who_sees_it(self):
		doc = self.plan()
		for user, sees in (
			(self.world.organizer, True),
			(make_stand("Sink System Committee", self.world.system), True),
			(make_stand("Sink Unit Organizer", self.world.other_unit), False),
			(self.world.secretary, False),
			(self.world.member_user, False),
		):
			with self.subTest(user=user), as_user(user):
				self.assertEqual(frappe.has_permission(DOCTYPE, "read", doc=doc), sees)
