"""`make bench-import [SIZE=100000]`: both importers on one file, then a full roster."""

import io
import resource
import sys
from collections.abc import Callable
from time import monotonic, process_time

import frappe
from frappe.core.doctype.data_import.importer import Importer
from openpyxl import Workbook

from benchmarks import opening
from benchmarks.roster.office import YEAR, Office
from sink_app.registration.roster import job

COMPARED = (500, 2000)
"""Rows of the files that both take in."""
FULL = 10_000
RATIO, FROM = 10, 2000
"""So many times as fast, from so many rows on: below that, what a run costs once weighs more."""
LONGEST = 300  # seconds for the full roster


def main() -> int:
	"""Take files in, print; 1 if a bar was missed."""
	size = opening.size("bench-import", __doc__, FULL, "rows of the full roster", int)
	frappe.local.lang = "zh"
	office = Office()
	missed = []
	print(f"{'rows':>8}{'Data Import':>14}{'roster':>12}{'ratio':>8}   rows a second", flush=True)
	for rows in COMPARED if size <= FULL else ():
		content = workbook(office.member_rows(rows))
		stock = timed(office, rows, lambda content=content: by_data_import(office, content))
		ours = timed(office, rows, lambda content=content: by_roster(office, content, "Residence"))
		print(f"{rows:>8,}{stock:>14.1f}{ours:>12.1f}{ours / stock:>8.1f}", flush=True)
		if rows >= FROM and ours < RATIO * stock:
			missed.append(f"{rows:,} rows: not {RATIO} times as fast")
	content = workbook(office.paper_rows(size))
	before = memory()
	start, worked = monotonic(), process_time()
	doc = by_roster(office, content, "Dispatched")
	seconds = monotonic() - start
	if doc.rows_good != size or doc.rows_forwarded != size:
		raise SystemExit(f"{doc.rows_good} of {size} rows went in: {doc.wrong_rows}")
	print(
		f"\n{size:,} rows of the paper's columns, a member and a sent registration each: "
		f"{seconds:.0f} s, {size / seconds:.0f} rows a second "
		f"({process_time() - worked:.0f} s of it Python); "
		f"annotated copy included; memory grew by {memory() - before:.0f} MB"
	)
	if size == FULL and seconds > LONGEST:
		missed.append(f"{size:,} rows took more than {LONGEST} s")
	print("".join(f"\nmissed: {sentence}" for sentence in missed))
	return 1 if missed else 0


def timed(office: Office, rows: int, take_in: Callable) -> float:
	"""Rows a second; what went in is counted and taken out again."""
	start = monotonic()
	take_in()
	seconds = monotonic() - start
	if (members := office.members()) != rows:
		raise SystemExit(f"{members} of {rows} members went in")
	office.clear()
	return rows / seconds


def by_data_import(office: Office, content: bytes):
	"""Frappe's own way: members alone, for it takes one DocType."""
	file = upload("members.xlsx", content)
	doc = frappe.get_doc(
		{
			"doctype": "Data Import",
			"reference_doctype": "Sink Member",
			"import_type": "Insert New Records",
			"import_file": file.file_url,
			"mute_emails": 1,
		}
	).insert()
	frappe.db.commit()
	frappe.set_user(office.organizer)
	frappe.local.lang = "zh"
	Importer(doc.reference_doctype, data_import=doc).import_data()
	frappe.set_user("Administrator")
	if warnings := frappe.db.get_value("Data Import", doc.name, "template_warnings"):
		raise SystemExit(warnings)


def by_roster(office: Office, content: bytes, kind: str):
	"""Ours: members and their registrations, every verdict beside its row."""
	frappe.set_user(office.organizer)
	file = upload("roster.xlsx", content)
	doc = frappe.get_doc(
		{
			"doctype": "Sink Roster Import",
			"organization": office.unit.name,
			"year": YEAR,
			"registration_type": kind,
			"file": file.file_url,
		}
	).insert()
	frappe.db.commit()
	job.work(doc, rehearse=False, settle=frappe.db.commit)
	frappe.db.commit()
	frappe.set_user("Administrator")
	doc = frappe.get_doc("Sink Roster Import", doc.name)
	if doc.rows_wrong:
		raise SystemExit(doc.wrong_rows)
	return doc


def upload(name: str, content: bytes):
	"""A private file of the session's user."""
	return frappe.get_doc(
		{"doctype": "File", "file_name": name, "is_private": 1, "content": content}
	).insert()


def workbook(rows) -> bytes:
	"""An .xlsx file of rows of texts; the first has the titles."""
	made = Workbook(write_only=True)
	sheet = made.create_sheet("花名册")
	for row in rows:
		sheet.append(row)
	stream = io.BytesIO()
	made.save(stream)
	return stream.getvalue()


def memory() -> float:
	"""The most memory that this process has held, in MB."""
	return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
	sys.exit(main())
