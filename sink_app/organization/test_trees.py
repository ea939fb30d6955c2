import frappe
from frappe.tests.utils import FrappeTestCase

from sink_app.organization import trees
from sink_app.tests.factories import as_user, make_area, make_stand


class TestTrees(FrappeTestCase):
	def setUp(self):
		self.district = make_area("District")
		self.street = make_area("Street", self.district)
		self.community = make_area("Community", self.street)
		self.grids = [make_area("Grid", self.community) for _ in range(3)]

	def edges(self) -> dict:
		rows = frappe.get_all("Sink Area", fields=["name", "lft", "rgt"], order_by="lft asc")
		return {row.name: (row.lft, row.rgt) for row in rows}

	def test_reg_18_a_nodes_children_come_in_the_trees_order(self):
		found = trees.get_children("Sink Area", self.community.name)
		self.assertEqual([row.value for row in found], [grid.name for grid in self.grids])
		self.assertEqual([row.expandable for row in found], [0, 0, 0])
		root = trees.get_children("Sink Area")
		self.assertEqual(len(root), 1)
		self.assertIn(
			self.district.name, [row.value for row in trees.get_children("Sink Area", root[0].value)]
		)

	def test_a_form_opened_before_a_node_was_added_below_keeps_the_tree_whole(self):
		opened = frappe.get_doc("Sink Area", self.community.name)
		added = make_area("Grid", self.community)
		opened.area_name = f"{opened.area_name}（新）"
		opened.save()
		self.assertEqual(trees.path_to("Sink Area", added.name)[-2:], [self.community.name, added.name])

	def test_the_way_to_a_node(self):
		path = trees.path_to("Sink Area", self.grids[0].name)
		self.assertEqual(
			path[1:], [self.district.name, self.street.name, self.community.name, self.grids[0].name]
		)

	def test_numbering_anew_mends_what_is_broken_and_nothing_else(self):
		before = self.edges()
		self.assertEqual(trees.number("Sink Area"), 0)
		frappe.db.set_value("Sink Area", self.community.name, {"lft": 1, "rgt": 2}, update_modified=False)
		self.assertGreater(trees.number("Sink Area"), 0)
		after = self.edges()
		self.assertEqual(
			sorted(edge for pair in after.values() for edge in pair), list(range(1, 2 * len(after) + 1))
		)
		lft, rgt = after[self.community.name]
		self.assertEqual(rgt - lft, 7)
		self.assertEqual(before.keys(), after.keys())

	def test_only_the_apps_trees_and_only_by_administrators(self):
		with self.assertRaises(trees.NotATree):
			trees.get_children("User")
		with (
			as_user(make_stand("Sink City Organizer", self.district)),
			self.assertRaises(frappe.PermissionError),
		):
			trees.rebuild("Sink Area")
