"""The least that a request can do and still write safely: lock one row, change it, commit.

A Server Script that only the benchmark's own site holds; nothing of it ships.
"""

import frappe

METHOD = "claims_floor"
SCRIPT = """
row = frappe.form_dict.row
taken = frappe.db.get_value("Note", row, "title", for_update=True)
frappe.db.set_value("Note", row, "title", str(int(taken) + 1), update_modified=False)
frappe.response["message"] = taken
"""


def lay() -> str:
	"""Put the script and its row into the site; returns the row's name."""
	frappe.get_doc(
		{
			"doctype": "Server Script",
			"name": METHOD,
			"script_type": "API",
			"api_method": METHOD,
			"allow_guest": 0,
			"script": SCRIPT,
		}
	).insert(ignore_if_duplicate=True)
	row = frappe.get_doc({"doctype": "Note", "title": "0", "public": 1}).insert()
	frappe.db.commit()
	return row.name


def count(row: str) -> int:
	"""How often the row was changed."""
	frappe.db.rollback()
	return int(frappe.db.get_value("Note", row, "title"))
