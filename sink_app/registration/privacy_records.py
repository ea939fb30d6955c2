"""The privacy notices and retention rules an office starts from, and then keeps as its own.

Seeded and not shipped: a notice's text is the office's own word to its people, and an upgrade must not put
another under what they accepted; how long it keeps what, an office answers for itself.
"""

import json

import frappe

FILES = {"privacy_notices.json": "purpose", "retention_rules.json": "rule_name"}
"""The files, and the field that tells whether a record is there already."""


def seed():
	"""Insert the notices and rules that are not there yet."""
	for file, key in FILES.items():
		path = frappe.get_app_path("sink_app", "registration", "data", file)
		with open(path, encoding="utf-8") as source:
			for record in json.load(source):
				if not frappe.db.exists(record["doctype"], {key: record[key]}):
					frappe.get_doc(record).insert()
