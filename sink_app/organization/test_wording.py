import frappe
from frappe.tests.utils import FrappeTestCase
from frappe.utils.background_jobs import execute_job

from sink_app.organization.wording import site_language

heard = []


def say():
	"""What a job does here: say a sentence that is kept."""
	heard.append(frappe._("Order Dispatched"))


class TestJobs(FrappeTestCase):
	def test_a_job_speaks_the_language_of_the_site(self):
		self.addCleanup(setattr, frappe.local, "lang", frappe.local.lang)
		# as every job begins
		frappe.local.lang = "en"
		execute_job(frappe.local.site, say, None, "say", {}, is_async=False)
		self.assertEqual(heard, [frappe._("Order Dispatched", lang=site_language())])
		self.assertNotEqual(heard, ["Order Dispatched"])
