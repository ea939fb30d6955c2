from unittest.mock import patch

import frappe
from frappe.tests.utils import FrappeTestCase

from sink_app.pdf import documents
from sink_app.reporting import service_file
from sink_app.tests.factories import (
	World,
	as_user,
	make_commitment,
	make_placed,
	make_service_record,
	make_stand,
)


class TestServiceFile(FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.world = World()
		cls.branch_secretary = make_stand("Sink Branch Secretary", cls.world.branch)
		make_placed(cls.world.member, cls.world.community, cls.world.grid)
		record = make_service_record(cls.world.member, cls.world.grid)
		frappe.db.set_value("Sink Service Record", record.name, "workflow_state", "Record Confirmed")
		make_commitment(cls.world.member, cls.world.community)

	@classmethod
	def tearDownClass(cls):
		frappe.set_user("Administrator")
		super().tearDownClass()

	def titles(self, user) -> list[str]:
		with as_user(user):
			return [chapter["title"] for chapter in service_file.page(self.world.member.name)["chapters"]]

	def test_rpt_03_all_years_of_a_member_on_one_page_and_in_one_print(self):
		wanted = {
			frappe._(title) for title in ("Registrations", "Commitments", "Hours by Year", "Service Records")
		}
		for user in (self.world.member_user, self.branch_secretary):
			self.assertLessEqual(wanted, set(self.titles(user)))
		with as_user(self.world.member_user):
			years = next(
				chapter
				for chapter in service_file.page(self.world.member.name)["chapters"]
				if chapter["title"] == frappe._("Hours by Year")
			)
			self.assertEqual(years["rows"][-1][1:3], ["1", "2.0"])
			pdf = documents.of_document("Sink Member", self.world.member.name, "Sink Service File")
		self.assertTrue(pdf.startswith(b"%PDF"))

	def test_it_shows_what_whoever_asks_may_read(self):
		stranger = make_stand("Sink Unit Organizer", self.world.other_unit)
		with as_user(stranger), self.assertRaises(frappe.PermissionError):
			service_file.page(self.world.member.name)
		grid_worker = make_stand("Sink Grid Worker", self.world.grid)
		frappe.db.set_value("Sink Member", self.world.member.name, "home_area", self.world.grid.name)
		frappe.get_doc("Sink Member", self.world.member.name).save()
		self.assertNotIn(frappe._("Half-Year Reports"), self.titles(grid_worker))

	def test_a_chapter_is_one_query(self):
		with as_user(self.branch_secretary):
			service_file.page(self.world.member.name)
			doc = frappe.get_doc("Sink Member", self.world.member.name)
			with patch.object(frappe.db, "sql", wraps=frappe.db.sql) as asked:
				found = service_file.chapters(doc)
		tables = [str(call.args[0]) for call in asked.call_args_list]
		listing = [text for text in tables if "tabSink Service Record" in text]
		self.assertTrue(found)
		self.assertLessEqual(len(listing), 2)
