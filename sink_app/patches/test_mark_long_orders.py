from datetime import timedelta

import frappe
from frappe.tests.utils import FrappeTestCase

from sink_app.patches import mark_long_orders as patch
from sink_app.service.orders import ORDER
from sink_app.tests.factories import World
from sink_app.tests.service import make_order


class TestMarkLongOrders(FrappeTestCase):
	def test_orders_of_an_earlier_version_are_marked_by_their_times(self):
		self.addCleanup(frappe.db.rollback)
		community = World().community
		month = make_order(community)
		month.db_set("ends_on", month.starts_on + timedelta(days=31))
		longer = make_order(community)
		longer.db_set({"ends_on": longer.starts_on + timedelta(days=31, minutes=1), "lasts_long": 0})
		wrong = make_order(community)
		wrong.db_set("lasts_long", 1)
		for _run in range(2):
			patch.execute()
			marks = [frappe.db.get_value(ORDER, each.name, "lasts_long") for each in (month, longer, wrong)]
			self.assertEqual(marks, [0, 1, 0])
