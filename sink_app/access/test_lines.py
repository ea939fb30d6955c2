"""A body reads its own and what it oversees: the pairs tell the records that both columns tell."""

from random import Random

import frappe
from frappe.tests.utils import FrappeTestCase

from sink_app.access import columns, lines, query, standing, stands
from sink_app.tests.factories import as_user, make_member, make_organization, make_stand

DOCTYPE, COLUMNS = "Sink Member", ("system", "overseer")


class TestLines(FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.systems = [make_organization("System") for _each in range(3)]
		# below no system, below each, and overseen by none, by another or by its own
		cls.units = [
			make_organization("Unit", above, overseen_by=over and over.name)
			for above in (None, *cls.systems)
			for over in (None, *cls.systems)
		]
		cls.members = [make_member(unit) for unit in [*cls.units, *cls.systems]]
		cls.users = [make_stand("Sink System Committee", system) for system in cls.systems]
		cls.names = {member.name for member in cls.members}

	def setUp(self):
		frappe.db.savepoint("before_test")

	def tearDown(self):
		frappe.set_user("Administrator")
		frappe.db.rollback(save_point="before_test")
		stands.forget()

	def places(self) -> dict[str, tuple]:
		rows = frappe.get_all(DOCTYPE, {"name": ("in", self.names)}, ["name", *COLUMNS])
		return {row.name: (row.system, row.overseer) for row in rows}

	def listed(self, user: str) -> set[str]:
		with as_user(user):
			return self.names.intersection(frappe.get_list(DOCTYPE, pluck="name", limit_page_length=0))

	def check(self):
		"""The list holds whom either column names a body of, and each by itself is answered alike."""
		places = self.places()
		for user, system in zip(self.users, self.systems, strict=True):
			rightful = {name for name, place in places.items() if system.name in place}
			self.assertTrue(rightful)
			self.assertEqual(self.listed(user), rightful)
			reached = {name for name in self.names if frappe.has_permission(DOCTYPE, doc=name, user=user)}
			self.assertEqual(reached, rightful)

	def test_the_same_records_as_by_both_columns_joined_by_or(self):
		self.assertEqual(len(set(self.places().values())), 16)
		self.check()

	def test_also_where_records_have_not_followed_their_node_yet(self):
		draw, names = Random(7), [None, *(system.name for system in self.systems), "a node that is gone"]
		for _turn in range(5):
			for name in self.names:
				place = {column: draw.choice(names) for column in COLUMNS}
				frappe.db.set_value(DOCTYPE, name, place, update_modified=False)
			self.check()

	def test_stands_on_two_bodies_read_below_either(self):
		user = make_stand("Sink System Committee", self.systems[0], self.users[1])
		mine = {system.name for system in self.systems[:2]}
		rightful = {name for name, place in self.places().items() if mine.intersection(place)}
		self.assertEqual(self.listed(user), rightful)

	def test_a_table_that_holds_nothing_of_theirs_shows_nothing(self):
		frappe.db.set_value(DOCTYPE, {"name": ("in", self.names)}, {"system": None, "overseer": None})
		for user in self.users:
			self.assertEqual(self.listed(user), set())

	def test_a_body_that_oversees_none_is_asked_of_its_own_column_alone(self):
		alone = make_organization("System")
		user = make_stand("Sink System Committee", alone)
		with as_user(user):
			terms = query.condition(DOCTYPE)
			self.assertNotIn("overseer", terms)
			self.assertEqual(query.narrowing_indexes(DOCTYPE, user), [columns.index_of("system")])

	def test_one_index_tells_and_finds_the_pairs(self):
		index = columns.index_of_lines(DOCTYPE, COLUMNS)
		self.assertTrue(frappe.db.has_index("tabSink Member", index))
		self.assertEqual(query.narrowing_indexes(DOCTYPE, self.users[0]), [index])
		held = stands.granting(self.users[0], DOCTYPE, "read")
		asked = standing.by_column(DOCTYPE, held)
		terms, rest = lines.together(DOCTYPE, asked)
		self.assertEqual((set(asked), rest), (set(COLUMNS), {}))
		where = " or ".join(terms)
		[plan] = frappe.db.sql(
			f"explain select count(*) from `tabSink Member` force index (`{index}`) where {where}",  # noqa: S608
			as_dict=True,
		)
		self.assertEqual((plan.key, "Using index" in plan.Extra), (index, True))
