"""Permission levels: what of a record's fields whoever asks may read, and no answer that tells more.

The framework keeps fields above one's level out of what it loads, but neither out of what it sends back after
a save nor out of the versions on a form's timeline.
"""

import json
from collections.abc import Iterator

import frappe
from frappe.model.document import Document
from frappe.utils.response import json_handler

# where an answer holds records
PARTS = ("docs", "data", "message")


def readable(doctype: str, parenttype: str | None = None) -> set[int]:
	"""The levels at which whoever asks may read a DocType; a table's rows are read as its parent is."""
	return {0, *frappe.get_meta(doctype).get_permlevel_access("read", parenttype=parenttype)}


def beyond(doctype: str, parenttype: str | None = None) -> set[str]:
	"""The fields of a DocType that whoever asks may not read."""
	fields = frappe.get_meta(doctype).fields
	if not any(field.permlevel for field in fields):
		return set()
	levels = readable(doctype, parenttype)
	return {field.fieldname for field in fields if (field.permlevel or 0) not in levels}


def keep(response, request):
	"""Take out of an answer what is above the level of whoever asked (hook after_request).

	An answer that cannot be looked through is not given.
	"""
	if response is None or response.mimetype != "application/json" or frappe.session.user == "Administrator":
		return
	try:
		told = frappe.local.response
		if any([*map(_take_from_record, _records(told)), _take_from_versions(told.get("docinfo"))]):
			response.data = json.dumps(told, default=json_handler, separators=(",", ":"))
	except Exception:
		response.status_code, response.data = 500, b"{}"
		raise


def _records(told: dict) -> Iterator[Document | dict]:
	for part in map(told.get, PARTS):
		for each in part if isinstance(part, list | tuple) else (part,):
			if isinstance(each, Document | dict) and isinstance(each.get("doctype"), str):
				yield each


def _take_from_record(record: Document | dict) -> bool:
	"""Whether the record told anything above one's level, which it no longer does."""
	doctype = record.get("doctype")
	if not frappe.db.exists("DocType", doctype, cache=True):
		return False
	taken = _take_fields(record, beyond(doctype))
	for table in frappe.get_meta(doctype).get_table_fields():
		hidden = beyond(table.options, doctype)
		for row in record.get(table.fieldname) or () if hidden else ():
			taken = _take_fields(row, hidden) or taken
	return taken


def _take_fields(record: Document | dict, fields: set[str]) -> bool:
	told = {field for field in fields if record.get(field) is not None}
	for field in told:
		if isinstance(record, Document):
			record.set(field, None)
		else:
			record[field] = None
	return bool(told)


def _take_from_versions(docinfo: dict | None) -> bool:
	"""Whether the versions of a form's timeline told of fields above one's level, which they no longer do."""
	doctype, versions = (docinfo or {}).get("doctype"), (docinfo or {}).get("versions")
	if not versions:
		return False
	tables = {table.fieldname: table.options for table in frappe.get_meta(doctype).get_table_fields()}
	hidden = beyond(doctype)
	of_rows = {field: beyond(options, doctype) for field, options in tables.items()}
	if not (hidden or any(of_rows.values())):
		return False
	kept = [version for version in versions if _shorten(version, hidden, of_rows)]
	docinfo["versions"] = kept
	return True


def _shorten(version: dict, hidden: set[str], of_rows: dict[str, set[str]]) -> bool:
	"""Leave in a version what may be told; False if that is nothing."""
	data = json.loads(version["data"])
	data["changed"] = _told(data.get("changed") or (), hidden)
	for key in ("added", "removed"):
		data[key] = [
			[field, {name: value for name, value in row.items() if name not in of_rows.get(field, ())}]
			for field, row in data.get(key) or ()
			if field not in hidden
		]
	data["row_changed"] = [
		[field, index, name, told]
		for field, index, name, changes in data.get("row_changed") or ()
		if (told := _told(changes, of_rows.get(field, set()))) and field not in hidden
	]
	version["data"] = frappe.as_json(data, indent=None, separators=(",", ":"))
	about_changes = ("changed", "added", "removed", "row_changed")
	return any(data.get(key) for key in (*about_changes, "updater_reference", "data_import"))


def _told(changes: list, hidden: set[str]) -> list:
	return [change for change in changes if change[0] not in hidden]
