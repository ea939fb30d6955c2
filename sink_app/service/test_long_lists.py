"""What lists of hundreds of thousands ask: counted up to a bound, found by one column where one is enough."""

import frappe
from frappe.tests.utils import FrappeTestCase

from sink_app.access import doors, standing, stands
from sink_app.service.orders import ORDER
from sink_app.tests.factories import World, as_user, make_organization, make_stand
from sink_app.tests.office import EachTestAlone
from sink_app.tests.service import make_order


class TestCounts(EachTestAlone, FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.world = world = World()
		for _each in range(3):
			make_order(world.community)
		make_order(world.neighbour, title="别处的")

	def count(self, **asked) -> int:
		with as_user(self.world.secretary):
			# what a user before has asked for is forgotten with them
			frappe.local.form_dict = frappe._dict(doctype=ORDER, fields="[]", distinct="false", **asked)
			return doors.count_of_list()

	def test_a_list_is_counted_up_to_the_bound_that_was_asked_for(self):
		self.assertEqual([self.count(limit=limit) for limit in (2, 3, 1001)], [2, 3, 3])

	def test_without_a_bound_all_are_counted_that_whoever_asks_may_read(self):
		self.assertEqual((self.count(), self.count(limit=0)), (3, 3))

	def test_filters_narrow_what_is_counted(self):
		elsewhere = frappe.as_json([[ORDER, "title", "=", "别处的"]])
		self.assertEqual((self.count(filters=elsewhere, limit=1001), self.count(filters=elsewhere)), (0, 0))


class TestSecondLine(EachTestAlone, FrappeTestCase):
	def test_records_are_looked_for_in_a_second_line_only_where_there_is_one(self):
		overseeing, plain = make_organization("System"), make_organization("System")
		make_organization("Unit", overseen_by=overseeing.name)
		found = []
		for system in (overseeing, plain):
			user = make_stand("Sink System Committee", system)
			found.append(standing.by_column(ORDER, stands.granting(user, ORDER, "read")))
		self.assertEqual(
			found,
			[{"system": [overseeing.name], "overseer": [overseeing.name]}, {"system": [plain.name]}],
		)
