import frappe
from frappe.tests.utils import FrappeTestCase

from sink_app.organization.doctype.sink_area.sink_area import LevelOutOfOrder, ParentMissing
from sink_app.organization.maps import PointUnreadable
from sink_app.tests.factories import make, make_area


class TestSinkArea(FrappeTestCase):
	def test_a_second_root_is_refused(self):
		make_area("District")
		self.assertRaises(
			ParentMissing, make, "Sink Area", area_name="Elsewhere", level="City", area_code="TX"
		)

	def test_levels_descend(self):
		community = make_area("Community", make_area("Street", make_area("District")))
		self.assertRaises(LevelOutOfOrder, make_area, "Street", community)
		self.assertRaises(LevelOutOfOrder, make_area, "Community", community)

	def test_org_02_functional_zones_rank_beside_districts(self):
		zone = make_area("District", is_functional_zone=1)
		district = make_area("District")
		self.assertEqual(zone.parent_sink_area, district.parent_sink_area)
		self.assertTrue(zone.is_functional_zone)
		street = make_area("Street", zone, is_functional_zone=1)
		self.assertFalse(street.is_functional_zone)

	def test_a_code_left_empty_is_the_next_below_the_parent(self):
		street = make_area("Street", make_area("District"), area_code="T42")
		codes = [make_area("Community", street, area_code=None).name for _ in range(2)]
		self.assertEqual(codes, ["T42001", "T42002"])

	def test_reg_17_a_grid_knows_its_community_and_bears_its_name(self):
		community = make_area("Community", make_area("Street", make_area("District")), area_name="经院社区")
		grids = [make_area("Grid", community, area_name=f"第{n}网格") for n in range(1, 20)]
		self.assertEqual(len({grid.name for grid in grids}), 19)
		self.assertEqual(grids[6].title, "经院社区第7网格")
		self.assertEqual((grids[6].community, grids[6].street), (community.name, community.street))

	def test_a_point_is_taken_in_either_order_and_stands_as_longitude_and_latitude(self):
		for given in ("114.3050,30.593", "30.593，114.305", " 114.305 30.593 "):
			area = make_area("District", point=given)
			self.assertEqual(area.point, "114.305000,30.593000")
			self.assertEqual((area.longitude, area.latitude), (114.305, 30.593))
		area.update({"point": "", "latitude": 1})
		area.save()
		self.assertEqual((area.point, area.longitude, area.latitude), (None, 0, 0))

	def test_what_is_no_point_is_refused(self):
		area = make_area("District")
		for given in ("长江边", "114.305", "200,30.5", "114.3,30.5,2", "114.305,60.1"):
			area = frappe.get_doc("Sink Area", area.name)
			area.point = given
			self.assertRaises(PointUnreadable, area.save)
		self.assertFalse(frappe.db.get_value("Sink Area", area.name, "point"))

	def test_what_stands_below_a_moved_area_follows(self):
		here, there = make_area("District"), make_area("District")
		street = make_area("Street", here)
		community = make_area("Community", street)
		grid = make_area("Grid", community)
		street.reload()
		street.parent_sink_area = there.name
		street.save()
		for area in (street, community, grid):
			self.assertEqual(frappe.db.get_value("Sink Area", area.name, "district"), there.name)
