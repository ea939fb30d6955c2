import frappe
from frappe.tests.utils import FrappeTestCase

from sink_app.personal import vault
from sink_app.registration import places
from sink_app.registration.doctype.sink_volunteer import sink_volunteer as controller
from sink_app.tests.factories import World, as_user, make, make_area, make_stand


class TestSinkVolunteer(FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.world = World()

	def enter(self, **values):
		with as_user(self.world.secretary):
			return frappe.get_doc(
				{
					"doctype": "Sink Volunteer",
					"volunteer_name": "何 春梅",
					"mobile": "19900004321",
					"community": self.world.community.name,
					**values,
				}
			).insert()

	def test_reg_17_volunteers_are_placed_in_grids(self):
		volunteer = self.enter(grid=self.world.grid.name, mobile="19900004320")
		self.assertEqual((volunteer.volunteer_name, volunteer.street), ("何春梅", self.world.street.name))
		with as_user(make_stand("Sink Grid Worker", self.world.grid)):
			self.assertIn(volunteer.name, frappe.get_list("Sink Volunteer", pluck="name"))
		with as_user(make_stand("Sink Community Secretary", self.world.neighbour)):
			self.assertNotIn(volunteer.name, frappe.get_list("Sink Volunteer", pluck="name"))

	def test_the_mobile_is_masked(self):
		volunteer = self.enter(mobile="19900004322")
		self.assertEqual(volunteer.mobile, "199****4322")
		self.assertEqual(vault.number_of("Sink Volunteer", volunteer.name, "mobile"), "19900004322")

	def test_a_grid_of_another_community_is_refused(self):
		with self.assertRaises(places.WrongArea):
			make(
				"Sink Volunteer",
				volunteer_name="何春梅",
				community=self.world.community.name,
				grid=make_area("Grid", self.world.neighbour).name,
			)

	def test_nobody_is_entered_twice(self):
		self.enter()
		with self.assertRaises(controller.VolunteerExists):
			self.enter()
