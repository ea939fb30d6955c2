"""Records follow moved nodes, however moves, saves and killed runs fall together."""

from random import Random
from unittest.mock import patch

import frappe
from frappe.tests.utils import FrappeTestCase

from sink_app.access import refile, refiling, stands
from sink_app.tests import factories

TREES = ("Sink Area", "Sink Organization")


class Killed(BaseException):
	"""The worker is gone."""


class Parents:
	"""Where everything belongs, worked out from the trees' parents alone; asks nothing of the engine."""

	def __init__(self):
		fields = ["name", "level", "overseen_by"]
		self.nodes = {
			tree: {
				row.name: row
				for row in frappe.get_all(
					tree,
					fields=[*fields[: 3 if "Org" in tree else 2], f"parent_{frappe.scrub(tree)} as parent"],
				)
			}
			for tree in TREES
		}

	def climb(self, tree: str, node: str | None) -> dict:
		found = {}
		while node:
			row = self.nodes[tree][node]
			for column in frappe.get_hooks("access_trees")[tree].get(row.level, []):
				found.setdefault(column, node)
			if row.get("overseen_by"):
				found.setdefault("overseer", row.overseen_by)
			node = row.parent
		return found

	def wrong(self) -> list[str]:
		"""Every column of every record that says something else."""
		return [line for doctype in frappe.get_hooks("access_scopes") for line in self._wrong_of(doctype)]

	def _wrong_of(self, doctype: str):
		scope = frappe.get_hooks("access_scopes")[doctype]
		for row in frappe.get_all(doctype, fields=["*"]):
			for tree in TREES:
				if tree not in scope:
					continue
				links = ["name"] if tree == doctype else scope[tree]
				expected = self._expected(doctype, row, tree, links)
				for column, value in expected.items():
					if column in row and (row[column] or None) != value:
						yield f"{doctype} {row.name} {column}: {row[column]} instead of {value}"

	def _expected(self, doctype: str, row, tree: str, links: list[str]) -> dict:
		named = [self._named(doctype, row, link) for link in links]
		decides = next((place for place, node in enumerate(named) if node), len(named))
		columns = {column for level in frappe.get_hooks("access_trees")[tree].values() for column in level}
		climbed = self.climb(tree, named[decides] if decides < len(named) else None)
		expected = {
			column: climbed.get(column)
			for column in [*columns, "overseer"]
			if "Org" in tree or column != "overseer"
		}
		for place, link in enumerate(links):
			if link in expected:
				expected[link] = named[place] if place <= decides else expected[link] or named[place]
		return expected

	def _named(self, doctype: str, row, link: str) -> str | None:
		if "." not in link:
			return row[link]
		through, beyond = link.split(".")
		return frappe.db.get_value(frappe.get_meta(doctype).get_field(through).options, row[through], beyond)


class Town:
	"""A small town whose nodes can be moved, with records at every level."""

	def __init__(self):
		make_area, make_organization = factories.make_area, factories.make_organization
		self.districts = [make_area("District") for _ in range(2)]
		self.streets = [make_area("Street", self.districts[n % 2]) for n in range(3)]
		self.communities = [make_area("Community", self.streets[n % 3]) for n in range(4)]
		self.compounds = [make_area("Compound", each) for each in self.communities]
		self.grids = [make_area("Grid", self.communities[n % 4], is_group=1) for n in range(6)]
		self.buildings = [make_area("Building", self.grids[n % 6]) for n in range(6)]
		self.systems = [make_organization("System") for _ in range(2)]
		self.units = [make_organization("Unit", self.systems[n % 2]) for n in range(3)]
		self.branches = [
			make_organization("Branch", self.units[n % 3], area=self.grids[n].name) for n in range(4)
		]
		self.members = [
			factories.make_member(self.branches[n % 4], home_area=(self.grids + self.compounds)[n].name)
			for n in range(8)
		]
		self.registrations = [self._register(n) for n in range(8)]
		for tree in TREES:
			refile.refile_below(tree, factories.root_of(tree))
		self.stands = [
			factories.make_stand("Sink Grid Worker", self.grids[0]),
			factories.make_stand("Sink Community Secretary", self.communities[0]),
			factories.make_stand("Sink Unit Organizer", self.units[0]),
		]

	def _register(self, number: int) -> str:
		community = self.communities[number % 4]
		made = factories.make_registration(self.members[number], community)
		grid = next(each for each in self.grids if each.parent_sink_area == community.name)
		building = next(each for each in self.buildings if each.parent_sink_area == grid.name)
		places = (
			{},
			{"grid": grid.name},
			{"building": building.name},
			{"compound": self.compounds[number % 4].name},
		)
		frappe.db.set_value("Sink Registration", made.name, places[number // 2 % 4])
		if number % 3 == 0:
			# as registrations that were taken over from elsewhere may stand
			frappe.db.set_value("Sink Registration", made.name, "organization", None)
		return made.name


class TestRefile(FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.town = Town()

	def setUp(self):
		super().setUp()
		frappe.db.savepoint("at_start")
		enqueue = patch.object(refiling, "_enqueue")
		enqueue.start()
		self.addCleanup(enqueue.stop)

	def tearDown(self):
		frappe.db.rollback(save_point="at_start")
		stands.forget()
		for tree in TREES:
			frappe.clear_document_cache(tree)
		super().tearDown()

	def move(self, node, parent):
		doc = frappe.get_doc(node.doctype, node.name)
		doc.set(doc.nsm_parent_field, parent.name)
		doc.save()

	def work(self, kill_after: int | None = None):
		"""Run every open job; kill_after ends each after so many stretches, the last not committed."""
		for run in frappe.get_all(
			"Sink Refiling", {"status": ("in", ("In the Queue", "Under Way"))}, pluck="name"
		):
			frappe.db.savepoint("kept")
			settled = 0

			def settle():
				nonlocal settled
				settled += 1
				if settled == kill_after:
					raise Killed
				frappe.db.savepoint("kept")

			try:
				refiling.work(run, settle)
			except Killed:
				frappe.db.rollback(save_point="kept")

	def test_a_grid_takes_its_records_community_along(self):
		town = self.town
		self.move(town.grids[1], town.communities[0])
		self.assertEqual(Parents().wrong(), [])

	def test_random_moves_saves_and_killed_runs_end_where_the_parents_say(self):
		for seed in range(6):
			with self.subTest(seed=seed):
				self.play(Random(seed))

	def play(self, random: Random):
		town = self.town
		moves = [
			lambda: self.move(random.choice(town.streets), random.choice(town.districts)),
			lambda: self.move(random.choice(town.communities), random.choice(town.streets)),
			lambda: self.move(random.choice(town.grids), random.choice(town.communities)),
			lambda: self.move(random.choice(town.buildings), random.choice(town.grids)),
			lambda: self.move(random.choice(town.units), random.choice(town.systems)),
			lambda: self.move(random.choice(town.branches), random.choice(town.units)),
			lambda: self.oversee(random.choice(town.units), random.choice([*town.systems, None])),
			lambda: self.change_level(random.choice(town.branches)),
			lambda: self.change_branch(random.choice(town.members), random.choice(town.branches)),
			lambda: self.save(random.choice(town.registrations)),
		]
		with patch.object(refiling, "STRETCH", 2):
			for _ in range(30):
				with patch.object(refiling, "INLINE", random.choice((0, 3, 1000))):
					random.choice(moves)()
				if random.random() < 0.4:
					self.work(kill_after=random.choice((1, 2, 3, None)))
			self.work()
		self.assertEqual(Parents().wrong(), [])

	def oversee(self, unit, system):
		doc = frappe.get_doc("Sink Organization", unit.name)
		doc.overseen_by = system and system.name
		doc.save()

	def change_level(self, branch):
		doc = frappe.get_doc("Sink Organization", branch.name)
		doc.level = "Second Level" if doc.level == "Branch" else "Branch"
		doc.save()

	def change_branch(self, member, branch):
		doc = frappe.get_doc("Sink Member", member.name)
		doc.organization = branch.name
		doc.save()

	def save(self, registration):
		doc = frappe.get_doc("Sink Registration", registration)
		if doc.compound:
			# a compound that moved without its grid is for a person to settle
			return
		doc.wanted_post = "岗位"
		doc.save()

	def test_a_run_that_goes_on_does_nothing_twice(self):
		town = self.town
		street = town.streets[0].name
		with patch.object(refiling, "INLINE", 0), patch.object(refiling, "STRETCH", 1):
			self.move(town.streets[0], town.districts[1])
			self.work(kill_after=3)
			before = frappe.get_last_doc("Sink Refiling")
			self.work()
			self.work()
		run = frappe.get_last_doc("Sink Refiling")
		below = sum(
			frappe.db.count(doctype, {"street": street})
			for doctype in frappe.get_hooks("access_scopes")
			if doctype != "Sink Area" and frappe.get_meta(doctype).has_field("street")
		)
		self.assertLess(0, before.rows_done)
		self.assertLess(before.rows_done, run.rows_done)
		self.assertEqual((run.status, run.rows_done, run.rows_changed), ("Finished", run.rows_total, below))
		self.assertEqual(refile.refile_below("Sink Area", street), 0)

	def test_a_node_moved_again_overtakes_its_first_move(self):
		town = self.town
		with patch.object(refiling, "INLINE", 0):
			self.move(town.streets[0], town.districts[1])
			self.move(town.streets[0], town.districts[0])
		states = frappe.get_all("Sink Refiling", {"node": town.streets[0].name}, pluck="status")
		self.assertEqual(sorted(states), ["In the Queue", "Overtaken"])
		self.work()
		self.assertEqual(Parents().wrong(), [])

	def test_what_was_saved_across_a_move_is_set_right_by_the_second_look(self):
		town = self.town
		self.move(town.streets[0], town.districts[1])
		name = frappe.db.get_value("Sink Registration", {"street": town.streets[0].name})
		frappe.db.set_value("Sink Registration", name, "district", town.districts[0].name)
		frappe.db.set_value("Sink Refiling", {"status": "Finished"}, "finished_at", "2026-01-01")
		refiling.take_up()
		self.work()
		self.assertEqual(frappe.db.get_value("Sink Registration", name, "district"), town.districts[1].name)

	def test_while_a_run_is_under_way_a_record_stands_at_its_old_place_or_at_its_new(self):
		"""Who stands over the old place reads it until it has followed; who stands over the new, after."""
		town = self.town
		old, new = (factories.make_stand("Sink District Organizer", each) for each in town.districts)
		with patch.object(refiling, "INLINE", 0), patch.object(refiling, "STRETCH", 1):
			self.move(town.streets[0], town.districts[1])
			below = frappe.get_all("Sink Registration", {"street": town.streets[0].name}, pluck="name")
			self.assertEqual(self.readers(below, old, new), [(True, False)] * len(below))
			self.work(kill_after=9)
			for reads in self.readers(below, old, new):
				self.assertIn(reads, [(True, False), (False, True)])
			self.work()
		self.assertEqual(self.readers(below, old, new), [(False, True)] * len(below))

	def readers(self, names, *users):
		return [
			tuple(frappe.has_permission("Sink Registration", "read", doc=name, user=user) for user in users)
			for name in names
		]

	def test_who_may_not_move_the_node_does_not_go_on_with_it(self):
		town = self.town
		with patch.object(refiling, "INLINE", 0):
			self.move(town.streets[0], town.districts[1])
		with factories.as_user(town.stands[0]):
			self.assertEqual(refiling.status("Sink Area", town.streets[0].name)["status"], "In the Queue")
			self.assertRaises(frappe.PermissionError, refiling.go_on, "Sink Area", town.streets[0].name)

	def test_a_moved_node_can_be_deleted(self):
		town = self.town
		free = factories.make_area("Street", town.districts[0])
		self.move(free, town.districts[1])
		frappe.delete_doc("Sink Area", free.name)
		self.assertFalse(frappe.db.exists("Sink Area", free.name))
