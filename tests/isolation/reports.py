"""Reports as an administrator makes them in the Desk, one of every sort over each DocType."""

import gzip
import json
from collections.abc import Iterable

import frappe

from sink_app.tests import factories
from tests.isolation.doors import reports as doors
from tests.isolation.doors.kind import Kind

PREPARED_READER = "Prepared Report User"


class DeskReports:
	"""The reports over one DocType; one of them was prepared for an insider."""

	def __init__(self, it: Kind, insider: str, marks: list[str]):
		self.it, self.insider, self.marks = it, insider, marks
		self.make(doors.LINKED, doors.LINKED, add_total_row=1)
		self.make(doors.UNLINKED, doors.UNLINKED)
		# of a kind that everybody reads
		self.make(doors.JOINED, doors.UNLINKED, ref_doctype="ToDo")
		self.make(doors.PREPARED, doors.LINKED, prepared_report=1)
		self.mailed()
		self.prepared = self.prepare()

	def make(self, which: str, query: str, **values):
		name = doors.title(self.it.name, which)
		if not frappe.db.exists("Report", name):
			factories.make(
				"Report",
				report_name=name,
				report_type="Query Report",
				is_standard="No",
				query=doors.query_of(self.it, query),
				**{"ref_doctype": self.it.name, **values},
			)

	def mailed(self):
		name = doors.title(self.it.name, doors.LINKED)
		if not frappe.db.exists("Auto Email Report", name):
			doc = frappe.new_doc("Auto Email Report")
			doc.update(
				{"report": name, "user": "Administrator", "email_to": "x@test.example", "format": "CSV"}
			)
			doc.update({"frequency": "Daily", "enabled": 1, "name": name, "report_type": "Query Report"})
			doc.db_insert()

	def prepare(self) -> str:
		"""What the insider's run of the report left."""
		doc = frappe.new_doc("Prepared Report")
		doc.update({"report_name": doors.title(self.it.name, doors.PREPARED), "status": "Completed"})
		doc.update({"filters": "{}", "owner": self.insider, "name": frappe.generate_hash(length=12)})
		doc.db_insert()
		columns = [{"fieldname": "text", "fieldtype": "Data", "label": "Text"}]
		result = {"columns": columns, "result": [{"text": mark} for mark in self.marks]}
		file = factories.make(
			"File",
			file_name=f"{doc.name}.json.gz",
			content=gzip.compress(json.dumps(result).encode()),
			attached_to_doctype="Prepared Report",
			attached_to_name=doc.name,
			is_private=1,
		)
		file.db_set("owner", self.insider)
		return doc.name


def let_read_prepared(users: Iterable[str]):
	"""Give users the role that reads prepared reports; without a report to read, Frappe's list breaks."""
	for user in users:
		holds = {"parent": user, "role": PREPARED_READER}
		if not frappe.db.exists("Has Role", holds):
			row = frappe.new_doc("Has Role")
			row.update({**holds, "parenttype": "User", "parentfield": "roles"})
			row.name = frappe.generate_hash(length=16)
			row.db_insert()
			frappe.clear_cache(user=user)
