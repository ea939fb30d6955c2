import frappe
from frappe.tests.utils import FrappeTestCase

from sink_app.service.doctype.sink_service_record.test_sink_service_record import forget_what_was_rolled_back
from sink_app.service.doctype.sink_service_settings import sink_service_settings as controller


class TestSinkServiceSettings(FrappeTestCase):
	def tearDown(self):
		frappe.db.rollback()
		forget_what_was_rolled_back()

	def test_what_was_never_saved_is_its_default(self):
		frappe.db.delete("Singles", {"doctype": controller.SETTINGS})
		frappe.db.set_single_value(controller.SETTINGS, "late_after_days", 30)
		frappe.clear_document_cache(controller.SETTINGS, controller.SETTINGS)
		kept = controller.settings()
		self.assertEqual((kept.late_after_days, kept.takes_codes, kept.code_tries), (30, 1, 5))

	def test_a_year_stands_once(self):
		doc = frappe.get_doc(controller.SETTINGS)
		for _each in range(2):
			doc.append("years", {"year": 2020, "times": 3, "hours": 12})
		self.assertRaises(controller.YearTwice, doc.save)
