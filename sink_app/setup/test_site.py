import frappe
from frappe.tests.utils import FrappeTestCase

from sink_app.organization.accounts import OFFICE_PROFILE
from sink_app.setup import site

MODULE = "Test Foreign Module"


class TestDefaults(FrappeTestCase):
	def test_times_are_told_to_the_minute_unless_an_office_wants_otherwise(self):
		self.addCleanup(frappe.db.rollback)
		for before, after in ((site.SECONDS, site.MINUTES), ("HH:mm", "HH:mm")):
			frappe.db.set_single_value("System Settings", "time_format", before)
			site.set_defaults()
			self.assertEqual(frappe.db.get_single_value("System Settings", "time_format"), after)

	def test_money_is_counted_in_yuan_unless_a_currency_is_set(self):
		self.addCleanup(frappe.db.rollback)
		for before, after in ((None, "CNY"), ("EUR", "EUR")):
			frappe.db.set_default("currency", before)
			site.set_defaults()
			self.assertEqual(frappe.db.get_default("currency"), after)


class TestModuleProfile(FrappeTestCase):
	def setUp(self):
		self.addCleanup(frappe.db.rollback)

	def test_modules_that_came_since_are_left_out_too(self):
		self.add_module()
		site.sync_module_profile()
		self.assertIn(MODULE, self.left_out())

	def test_an_edited_profile_stays(self):
		profile = frappe.get_doc("Module Profile", OFFICE_PROFILE)
		profile.set("block_modules", profile.block_modules[1:])
		profile.save()
		mine = self.left_out()
		self.add_module()
		site.sync_module_profile()
		self.assertEqual(self.left_out(), mine)

	def test_a_deleted_profile_stays_deleted(self):
		frappe.delete_doc("Module Profile", OFFICE_PROFILE, force=True)
		site.sync_module_profile()
		self.assertFalse(frappe.db.exists("Module Profile", OFFICE_PROFILE))

	@staticmethod
	def add_module():
		frappe.get_doc({"doctype": "Module Def", "module_name": MODULE, "app_name": "frappe"}).insert()

	@staticmethod
	def left_out() -> set[str]:
		return {row.module for row in frappe.get_doc("Module Profile", OFFICE_PROFILE).block_modules}
