import io
import zipfile
from unittest.mock import patch

import frappe
from frappe.tests.utils import FrappeTestCase

from sink_app.pdf import documents
from sink_app.reporting import print_runs
from sink_app.tests.factories import World, as_user, make

ANNUAL = "Sink Annual Report"


class Killed(BaseException):
	"""What a worker that is killed looks like from inside."""


def printed(_doctype: str, name: str, _format=None) -> bytes:
	return f"%PDF {name}".encode()


class TestPrintRuns(FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.world = World()
		cls.names = [
			make(ANNUAL, organization=cls.world.unit.name, kind=kind, addressee=addressee).name
			for kind, addressee in (
				("Annual Report", ""),
				("Work Summary", ""),
				("Work Summary", "省委教育工委"),
			)
		]

	def setUp(self):
		queue = patch.object(print_runs, "_enqueue")
		self.enqueued = queue.start()
		self.addCleanup(queue.stop)

	def tearDown(self):
		frappe.set_user("Administrator")

	def archive(self, state) -> zipfile.ZipFile:
		name = state["file_url"].split("fid=")[1]
		content = frappe.get_doc("File", name).get_content()
		return zipfile.ZipFile(io.BytesIO(content if isinstance(content, bytes) else content.encode()))

	def test_a_run_that_broke_off_goes_on_and_prints_nothing_twice(self):
		calls = []

		def dies_at_third(doctype, name, print_format=None):
			if len(calls) == 2:
				raise Killed
			calls.append(name)
			return printed(doctype, name)

		with as_user(self.world.organizer):
			run = print_runs.start(ANNUAL, self.names)["name"]
			with patch.object(documents, "of_document", dies_at_third), self.assertRaises(Killed):
				print_runs.work(run, settle=lambda: None)
			frappe.cache.delete_value(f"sink_print_run_{run}")
			self.assertEqual(print_runs.broken_off()["done"], 2)
			print_runs.go_on(run)
			self.assertEqual(self.enqueued.call_count, 2)
			with patch.object(documents, "of_document", side_effect=printed) as again:
				print_runs.work(run, settle=lambda: None)
			self.assertEqual(again.call_count, 1)
			state = print_runs.status(run)
			self.assertEqual((state["status"], state["done"], state["total"]), ("Finished", 3, 3))
			with self.archive(state) as archive:
				self.assertEqual(len(archive.namelist()), 3)
			self.assertIsNone(print_runs.broken_off())

	def test_all_that_the_filters_show_and_what_may_not_be_printed_says_why(self):
		with as_user(self.world.organizer):
			run = print_runs.start(ANNUAL, filters={"organization": self.world.unit.name})["name"]

			def refuses_one(doctype, name, print_format=None):
				if name == self.names[0]:
					raise frappe.PermissionError
				return printed(doctype, name)

			with patch.object(documents, "of_document", refuses_one):
				print_runs.work(run, settle=lambda: None)
			state = print_runs.status(run)
		self.assertEqual((state["done"], state["refused"]), (2, 1))
		self.assertTrue(state["refusals"][0]["sentence"])

	def test_a_run_is_its_starters_alone_and_needs_records(self):
		with as_user(self.world.organizer):
			run = print_runs.start(ANNUAL, self.names)["name"]
			with self.assertRaises(documents.PrintRefused):
				print_runs.start(ANNUAL, filters={"year": 1999})
			with self.assertRaises(frappe.PermissionError):
				print_runs.start(ANNUAL, ["nobody's"])
		for act in (print_runs.status, print_runs.go_on):
			with as_user(self.world.secretary), self.assertRaises(print_runs.NotYourRun):
				act(run)
