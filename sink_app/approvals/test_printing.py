import frappe
from frappe.tests.utils import FrappeTestCase

from sink_app.approvals import log, printing, steps
from sink_app.tests.factories import World, as_user, make_registration, make_stand

DOCTYPE = "Sink Registration"


class TestPrinting(FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.world = World()
		registration = make_registration(cls.world.member, cls.world.community)
		with as_user(cls.world.organizer):
			steps.take(DOCTYPE, registration.name, "Forward to Community")
		with as_user(cls.world.secretary):
			steps.take(DOCTYPE, registration.name, "Send Back", reason="<b>缺</b>住址")
		sent_back = {"reference_name": registration.name, "action": "Send Back"}
		frappe.db.set_value(log.LOG, sent_back, {"on_behalf_name": "李四", "waited_seconds": 2 * 86400 + 5})
		cls.registration = frappe.get_doc(DOCTYPE, registration.name)

	def test_who_when_in_whose_name_how_long_and_what_they_said(self):
		with as_user(self.world.secretary):
			first, second = printing.sink_approval_steps(self.registration)
			table = frappe.render_template(
				"{{ sink_approval_history(doc) }}", {"doc": self.registration}, safe_render=False
			)
		self.assertFalse(first.waited)
		self.assertIn("李四", second.who)
		self.assertIn("2", second.waited)
		self.assertIn("&lt;b&gt;缺", table)
		self.assertIn(second.when, table)

	def test_nothing_for_who_may_not_read_the_record(self):
		with as_user(make_stand("Sink Community Secretary", self.world.neighbour)):
			self.assertEqual(printing.sink_approval_steps(self.registration), [])
			self.assertEqual(printing.sink_approval_history(self.registration), "")

	def test_what_runs_by_itself_is_called_the_system(self):
		step = {"action": "Archive", "state": "Settled", "next_state": "Archived"}
		with as_user("Administrator"):
			self.assertEqual(log.values(self.registration, step, "", None)["full_name"], "System")
		with as_user(self.world.secretary):
			self.assertNotEqual(log.values(self.registration, step, "", None)["full_name"], "System")
