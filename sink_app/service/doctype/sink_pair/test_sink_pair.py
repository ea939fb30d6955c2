import frappe
from frappe.tests.utils import FrappeTestCase

from sink_app.service.doctype.sink_pair import sink_pair as controller
from sink_app.tests.factories import World, as_user, make_member, make_stand, make_volunteer

DOCTYPE = "Sink Pair"


class TestSinkPair(FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.world = World()
		cls.neighbour = make_member(cls.world.branch)
		cls.volunteer = make_volunteer(cls.world.community)

	def setUp(self):
		frappe.db.savepoint("before_test")

	def tearDown(self):
		frappe.set_user("Administrator")
		frappe.db.rollback(save_point="before_test")

	def pair(self, **values):
		with as_user(self.world.secretary):
			return frappe.get_doc(
				{
					"doctype": DOCTYPE,
					"kind": "One Plus One",
					"member": self.world.member.name,
					"partner_name": "自管党员老何",
					"community": self.world.community.name,
					"from_date": "2026-03-01",
					**values,
				}
			).insert()

	def test_team_16_a_member_is_paired_with_a_party_member_of_the_community(self):
		self.assertEqual(self.pair().partner_name, "自管党员老何")
		other = make_member(self.world.branch)
		linked = self.pair(member=other.name, partner_member=self.neighbour.name)
		self.assertEqual(linked.partner_name, self.neighbour.member_name)

	def test_team_17_red_partners_are_a_member_and_a_volunteer(self):
		pair = self.pair(kind="Red Partners", volunteer=self.volunteer.name)
		self.assertEqual(pair.partner_name, self.volunteer.volunteer_name)
		with self.assertRaises(controller.PartnerMissing):
			self.pair(kind="Red Partners", member=self.neighbour.name)

	def test_one_to_one_on_every_day(self):
		first = self.pair(to_date="2026-05-31")
		with self.assertRaises(controller.PairedAlready):
			self.pair(from_date="2026-05-31", partner_name="别人")
		self.pair(from_date="2026-06-01", partner_name="别人")
		self.pair(kind="Red Partners", volunteer=self.volunteer.name)
		other = make_member(self.world.branch)
		with self.assertRaises(controller.PairedAlready):
			self.pair(kind="Red Partners", member=other.name, volunteer=self.volunteer.name)
		with as_user(self.world.secretary):
			first.services = "陪同就医"
			first.save()

	def test_nobody_is_paired_with_themselves_or_with_nobody(self):
		with self.assertRaises(controller.OwnPartner):
			self.pair(partner_member=self.world.member.name)
		with self.assertRaises(controller.PartnerMissing):
			self.pair(partner_name="")

	def test_who_sees_it(self):
		pair = self.pair()
		for user, sees in (
			(self.world.member_user, True),
			(self.world.organizer, True),
			(make_stand("Sink Community Secretary", self.world.neighbour), False),
		):
			with self.subTest(user=user), as_user(user):
				self.assertEqual(frappe.has_permission(DOCTYPE, "read", doc=pair), sees)
