import frappe
from frappe.tests.utils import FrappeTestCase

from sink_app.access import search
from sink_app.tests.factories import make_area


class TestSearch(FrappeTestCase):
	def test_closed_choices_are_told_in_the_language_of_the_reader(self):
		area = make_area("Community", make_area("Street", make_area("District")))
		before, frappe.local.lang = frappe.local.lang, "zh"
		self.addCleanup(setattr, frappe.local, "lang", before)
		found = search.query("Sink Area", area.area_name, "name", 0, 10)
		self.assertIn("社区", next(row for row in found if row[0] == area.name))
		by_programs = search.query("Sink Area", area.area_name, "name", 0, 10, as_dict=True)
		self.assertIn("Community", next(row for row in by_programs if row["name"] == area.name).values())
