import html
import json
import re

import frappe
from frappe.tests.utils import FrappeTestCase
from frappe.utils import set_request
from frappe.website.serve import get_response

from sink_app.tests.factories import make_user
from sink_app.www.sink.words import words


class TestPhonePage(FrappeTestCase):
	def tearDown(self):
		frappe.set_user("Administrator")
		# Frappe commits what it logs while a GET request seems to be served
		frappe.local.request = None

	def open_page(self, user):
		frappe.set_user(user)
		set_request(path="/sink")
		return get_response()

	def test_guest_is_sent_to_sign_in_and_back(self):
		response = self.open_page("Guest")
		self.assertIn("/login?redirect-to=/sink", response.headers["Location"])

	def test_page_holds_the_words_and_nobodys_data(self):
		user = make_user("Sink Member")
		page = self.open_page(user).get_data(as_text=True)
		boot = json.loads(html.unescape(re.search(r'data-boot="([^"]*)"', page).group(1)))
		self.assertEqual(boot.keys(), {"csrf_token", "device_key", "title", "words"})
		self.assertNotIn(user, page)

	def test_words_of_the_scripts_are_translated(self):
		frappe.get_doc(
			{
				"doctype": "Translation",
				"language": "zh",
				"source_text": "Save Draft",
				"translated_text": "先存着",
			}
		).insert()
		self.assertEqual(words("zh")["Save Draft"], "先存着")
		self.assertNotIn("Save Draft", words("en"))
