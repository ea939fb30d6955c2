import frappe
from frappe.tests.utils import FrappeTestCase

from sink_app.access import declaration, desk_made


class TestMadeInTheDesk(FrappeTestCase):
	def test_a_request_need_not_search_all_forms_for_them(self):
		made = desk_made.doctypes(list(frappe.get_hooks("access_trees")))
		declaration.every_scoped_doctype()
		frappe.db.rollback()
		with self.assertQueryCount(0):
			scoped = declaration.every_scoped_doctype()
		self.assertEqual(scoped, [*declaration.scoped_doctypes(), *made])
