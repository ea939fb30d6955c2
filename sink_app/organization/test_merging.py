import frappe
from frappe.tests.utils import FrappeTestCase

from sink_app.organization import merging
from sink_app.tests.factories import (
	World,
	as_user,
	make,
	make_area,
	make_member,
	make_registration,
	make_stand,
)


class TestMerging(FrappeTestCase):
	def setUp(self):
		self.world = World()

	def test_a_community_merged_into_one_of_another_district_takes_all_along(self):
		world = self.world
		registration = make_registration(world.member, world.community, grid=world.grid.name)
		neighbour = make_member(world.branch, home_area=world.community.name)
		pairing = make(
			"Sink Pairing",
			kind="Unit and Community",
			organization=world.unit.name,
			area=world.community.name,
			from_date="2026-01-01",
		)
		moved = merging.merge("Sink Area", world.community.name, world.far_community.name)
		self.assertEqual(moved["nodes"], 1)
		self.assertGreaterEqual(moved["records"], 3)
		for doctype, name in (
			*(("Sink Area", world.grid.name), ("Sink Registration", registration.name)),
			*(("Sink Member", neighbour.name), ("Sink Pairing", pairing.name)),
		):
			place = frappe.db.get_value(doctype, name, ["community", "district"])
			self.assertEqual(place, (world.far_community.name, world.far_district.name), doctype)
		with as_user(world.secretary):
			self.assertTrue(frappe.get_list("Sink Registration", filters={"name": registration.name}))
		self.assertTrue(frappe.db.get_value("Sink Area", world.community.name, "disabled"))
		self.assertFalse(merging.trees.number("Sink Area"))

	def test_only_alike_and_only_by_who_may_write_both(self):
		world = self.world
		for node, into in (
			(world.community, world.street),
			(world.community, world.community),
			(world.community, make_area("Community", world.street, disabled=1)),
		):
			with self.assertRaises(merging.NotMergeable):
				merging.merge("Sink Area", node.name, into.name)
		district = make_stand("Sink District Organizer", world.district)
		with as_user(district), self.assertRaises(frappe.PermissionError):
			merging.merge("Sink Area", world.community.name, world.far_community.name)
		with as_user(district):
			self.assertEqual(
				merging.merge("Sink Area", world.community.name, world.neighbour.name)["nodes"], 1
			)
