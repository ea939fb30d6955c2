from unittest.mock import patch

import frappe
from frappe.tests.utils import FrappeTestCase

from sink_app.access import doors
from sink_app.organization import maps
from sink_app.tests.factories import World, as_user, make_activity, make_area, make_stand

ACTIVITY = "Sink Activity"
POINTS = ("114.30,30.50", "114.31,30.51", "114.32,30.52")


class TestMaps(FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.world = world = World()
		cls.second_grid = make_area("Grid", world.community)
		for area, point in zip((world.grid, world.community, world.street), POINTS, strict=True):
			area.reload()
			area.update({"point": point})
			area.save()
		cls.officer = make_stand("Sink Street Officer", world.street)
		places = (world.grid, world.grid, cls.second_grid, world.community, world.neighbour)
		cls.activities = [make_activity(area).name for area in places]
		cls.far = make_activity(world.far_community).name

	def drawn(self, user: str, doctype: str = ACTIVITY, **more) -> tuple[dict, int]:
		"""Each place's own properties by its title, and how many lie elsewhere."""
		with as_user(user):
			answer = maps.places(doctype, **more)
		self.assertEqual(answer["type"], "FeatureCollection")
		return {each["properties"]["title"]: each for each in answer["features"]}, answer["elsewhere"]

	def test_each_record_lies_at_its_lowest_place_with_a_point(self):
		found, elsewhere = self.drawn(self.officer)
		world = self.world
		totals = {title: each["properties"]["total"] for title, each in found.items()}
		self.assertEqual(totals, {world.grid.title: 2, world.community.title: 2, world.street.title: 1})
		self.assertEqual(elsewhere, 0)
		self.assertEqual(found[world.grid.title]["geometry"]["coordinates"], [114.3, 30.5])

	def test_a_place_leads_to_a_list_of_just_what_it_counts(self):
		found, _elsewhere = self.drawn(self.officer)
		with as_user(self.officer):
			for each in found.values():
				listed = frappe.get_list(ACTIVITY, filters=each["properties"]["filters"], pluck="name")
				self.assertEqual(len(listed), each["properties"]["total"], each)

	def test_filters_of_the_list_hold_and_what_has_no_point_is_told(self):
		only = frappe.as_json([[ACTIVITY, "name", "in", [self.activities[0], self.activities[4]]]])
		found, elsewhere = self.drawn(self.officer, filters=only)
		self.assertEqual(set(found), {self.world.grid.title, self.world.street.title})
		self.world.street.reload()
		self.world.street.update({"point": ""}).save()
		self.addCleanup(lambda: self.world.street.update({"point": POINTS[2]}).save())
		found, elsewhere = self.drawn(self.officer, filters=only)
		self.assertEqual((set(found), elsewhere), ({self.world.grid.title}, 1))

	def test_nobody_learns_of_what_they_may_not_read(self):
		found, elsewhere = self.drawn(self.world.secretary)
		self.assertEqual(sum(each["properties"]["total"] for each in found.values()) + elsewhere, 4)
		with as_user("Guest"):
			self.assertRaises(frappe.PermissionError, maps.places, ACTIVITY)

	def test_of_too_many_places_all_are_told_one_level_higher(self):
		with patch.object(maps, "MOST", 2):
			found, _elsewhere = self.drawn(self.officer)
		totals = {title: each["properties"]["total"] for title, each in found.items()}
		self.assertEqual(totals, {self.world.community.title: 4, self.world.street.title: 1})

	def test_places_themselves_are_drawn_each(self):
		below = frappe.as_json([["Sink Area", "street", "=", self.world.street.name]])
		found, _elsewhere = self.drawn(self.officer, "Sink Area", filters=below)
		names = {each["properties"]["name"] for each in found.values()}
		self.assertEqual(names, {self.world.grid.name, self.world.community.name, self.world.street.name})

	def test_what_has_no_place_is_refused_in_words(self):
		for doctype in ("Sink Whistle Kind", "ToDo"):
			self.assertRaises(doors.NotOnMap, maps.places, doctype)
			self.assertRaises(doors.NotOnMap, doors.get_coords, doctype, "[]", "coordinates")
		self.assertRaises(doors.NotOnMap, doors.get_coords, ACTIVITY, "[]")

	def test_the_frameworks_own_map_leaves_out_what_has_no_point(self):
		below = frappe.as_json([["Sink Area", "street", "=", self.world.street.name]])
		drawn = doors.get_coords("Sink Area", below, "coordinates")
		names = {feature["properties"]["name"] for feature in drawn["features"]}
		self.assertEqual(names, {self.world.grid.name, self.world.community.name, self.world.street.name})

	def test_a_menu_offers_a_map_once_a_place_has_a_point(self):
		boot = frappe._dict()
		maps.tell_client(boot)
		self.assertTrue(boot.sink_map["has_points"])
