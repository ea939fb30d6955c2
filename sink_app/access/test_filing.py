import frappe
from frappe.tests.utils import FrappeTestCase

from sink_app.access import filing
from sink_app.tests.factories import World, as_user

REGISTRATION = "Sink Registration"


class TestFiling(FrappeTestCase):
	def setUp(self):
		self.world = World()

	def registration(self, branch, **columns):
		"""A registration as a controller has filled it, with what a client sent in the columns."""
		about = {"member": self.world.member.name, "community": self.world.community.name}
		return frappe.get_doc({"doctype": REGISTRATION, "organization": branch.name, **about, **columns})

	def test_nothing_is_filed_where_its_author_does_not_stand(self):
		with as_user(self.world.organizer):
			filing.file(self.registration(self.world.branch))
			with self.assertRaises(filing.OutOfReach):
				filing.file(self.registration(self.world.other_branch, unit=self.world.unit.name))

	def test_what_a_client_sends_as_its_place_is_not_looked_at(self):
		doc = self.registration(self.world.branch, district=self.world.far_district.name)
		filing.file(doc)
		self.assertEqual((doc.district, doc.unit), (self.world.district.name, self.world.unit.name))
