from frappe.tests.utils import FrappeTestCase

from sink_app.access import coverage
from sink_app.tests.factories import World


class TestCoverage(FrappeTestCase):
	def test_a_role_that_nobody_holds_is_stood_in_nowhere(self):
		World()
		self.assertEqual(coverage.columns_stood_in("Sink Registration", {"Sink Nobody"}), [])
		self.assertEqual(coverage.columns_stood_in("Sink Registration", set()), [])
		self.assertIn("unit", coverage.columns_stood_in("Sink Registration", {"Sink Unit Organizer"}))
