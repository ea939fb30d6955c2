"""Everything of the app that a site holds, written into one file before it is removed."""

import json
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import frappe
from frappe import _
from frappe.utils import now_datetime

# rows held in memory at a time
PAGE = 2000


def write(doctypes: Iterable[str], configuration: dict[str, list[str]], attached: list[str]) -> Path:
	"""Write a zip of all records into the site's private backups; only the site's own account may read it.

	doctypes: a file of JSON lines each, with masked and encrypted fields as they are stored. configuration:
	names of the framework's records by DocType, written with their rows. attached: names of File records.
	"""
	stamp = now_datetime().strftime("%Y%m%d_%H%M%S")
	path = Path(frappe.get_site_path("private", "backups", f"sink_app-{stamp}.zip")).resolve()
	path.parent.mkdir(parents=True, exist_ok=True)
	path.touch(mode=0o600)
	with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
		archive.writestr("README.txt", note())
		for doctype in sorted(doctypes):
			_write_lines(archive, f"records/{doctype}.jsonl", _rows(doctype))
		for doctype, names in configuration.items():
			docs = (frappe.get_doc(doctype, name).as_dict() for name in names)
			_write_lines(archive, f"configuration/{doctype}.jsonl", docs)
		for name in attached:
			_write_file(archive, name)
	return path


def note() -> str:
	"""What whoever finds the file has to know."""
	return _(
		"This file holds personal data. Keep it where few can read it, and delete it once it is not needed."
	)


def _write_lines(archive: zipfile.ZipFile, name: str, rows: Iterable[dict]):
	with archive.open(name, "w", force_zip64=True) as target:
		for row in rows:
			target.write(json.dumps(row, ensure_ascii=False, default=str).encode() + b"\n")


def _rows(doctype: str) -> Iterator[dict]:
	"""Every row of a DocType's table, by name; a Single's fields as one row."""
	if frappe.get_meta(doctype).issingle:
		yield frappe.db.get_singles_dict(doctype)
		return
	table = frappe.qb.DocType(doctype)
	last = ""
	while True:
		query = frappe.qb.from_(table).select("*").where(table.name > last).orderby(table.name).limit(PAGE)
		page = query.run(as_dict=True)
		yield from page
		if len(page) < PAGE:
			return
		last = page[-1].name


def _write_file(archive: zipfile.ZipFile, name: str):
	file = frappe.get_doc("File", name)
	if not file.is_folder and file.exists_on_disk():
		archive.write(file.get_full_path(), f"files/{name}-{Path(file.file_name or '').name}")
