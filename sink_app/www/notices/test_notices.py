import frappe
from frappe.tests.utils import FrappeTestCase
from frappe.utils import set_request
from frappe.website.serve import get_response

from sink_app.tests.factories import World
from sink_app.tests.office import make_notice, on_display


class TestNoticesPage(FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.world = World()

	def setUp(self):
		frappe.local.request_ip = f"10.9.7.{frappe.generate_hash(length=6)}"

	def tearDown(self):
		frappe.set_user("Administrator")
		# Frappe commits what it logs while a GET request seems to be served
		frappe.local.request = None
		frappe.local.form_dict = frappe._dict()

	def open_page(self, path, method="GET", **asked):
		frappe.set_user("Guest")
		frappe.local.form_dict = frappe._dict(asked)
		set_request(path=path, method=method)
		response = get_response()
		frappe.set_user("Administrator")
		return response

	def text_of(self, *asked, **values):
		return self.open_page(*asked, **values).get_data(as_text=True)

	def test_org_21_everybody_reads_what_is_on_display(self):
		marker = frappe.generate_hash(length=8)
		shown, draft = (
			on_display(self.world, title=f"甲{marker}"),
			make_notice(area=self.world.community.name, title=f"乙{marker}"),
		)
		page = self.text_of("/notices", q=marker)
		self.assertIn(f"/notices/{shown.name}", page)
		self.assertNotIn(draft.name, page)
		page = self.text_of(f"/notices/{shown.name}")
		self.assertIn("便民服务每周一次。", page)
		self.assertIn(self.world.community.area_name, page)
		self.assertEqual(self.open_page(f"/notices/{draft.name}").status_code, 404)

	def test_words_are_shown_as_words(self):
		notice = on_display(self.world, title="甲<乙", text="楼道<b>堆物</b> & 飞线")
		page = self.text_of(f"/notices/{notice.name}")
		self.assertIn("甲&lt;乙", page)
		self.assertNotIn("<b>堆物", page)
		self.assertNotIn('"><script>', self.text_of("/notices", q='"><script>'))

	def test_org_21_a_reader_writes_to_the_office(self):
		notice = on_display(self.world)
		page = self.text_of(f"/notices/{notice.name}", "POST", text="路灯不亮")
		self.assertNotIn("<textarea", page)
		self.assertEqual(
			frappe.db.get_value("Sink Issue", {"notice": notice.name}, "description"), "路灯不亮"
		)

	def test_what_was_written_stays_when_it_is_refused(self):
		notice = on_display(self.world)
		page = self.text_of(f"/notices/{notice.name}", "POST", text=f"长{'话' * 1000}")
		self.assertIn('role="alert"', page)
		self.assertIn("话" * 900, page)
		self.assertFalse(frappe.db.exists("Sink Issue", {"notice": notice.name}))
