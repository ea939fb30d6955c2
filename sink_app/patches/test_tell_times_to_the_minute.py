import frappe
from frappe.tests.utils import FrappeTestCase

from sink_app.patches import tell_times_to_the_minute as patch


class TestTellTimesToTheMinute(FrappeTestCase):
	def test_only_the_frameworks_own_value_is_changed(self):
		self.addCleanup(frappe.clear_cache)
		self.addCleanup(frappe.db.rollback)
		for before, after in ((patch.SECONDS, patch.MINUTES), ("", patch.MINUTES), ("HH.mm", "HH.mm")):
			frappe.db.set_single_value(patch.SETTINGS, patch.FIELD, before)
			frappe.db.set_default(patch.FIELD, patch.SECONDS)
			patch.execute()
			self.assertEqual(frappe.db.get_single_value(patch.SETTINGS, patch.FIELD), after)
			# what the Desk goes by
			self.assertEqual(frappe.db.get_default(patch.FIELD), after)
