"""Lists an office starts from and then keeps as its own: seeded once, never touched again."""

import json

import frappe

FILES = ("service_categories.json", "skills.json")


def seed():
	"""Insert the shipped masters that are not there yet; parents stand before children in the files."""
	for file in FILES:
		path = frappe.get_app_path("sink_app", "setup", "data", file)
		with open(path, encoding="utf-8") as source:
			for record in json.load(source):
				doc = frappe.get_doc(record)
				if not frappe.db.exists(doc.doctype, doc.get(doc.meta.autoname.removeprefix("field:"))):
					doc.insert()
