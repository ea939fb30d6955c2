"""Lists an office starts from and then keeps as its own: seeded once, never touched again."""

import json
from collections.abc import Collection

import frappe

FILES = ("service_categories.json", "skills.json")


def seed(only: Collection[str] | None = None):
	"""Insert the shipped masters that are not there yet; parents stand before children in the files.

	only are the names to insert where not all are meant; one whose parent is gone stays out with it.
	"""
	for file in FILES:
		path = frappe.get_app_path("sink_app", "service", "data", file)
		with open(path, encoding="utf-8") as source:
			for record in json.load(source):
				doc = frappe.get_doc(record)
				name = doc.get(doc.meta.autoname.removeprefix("field:"))
				if only is not None and (name not in only or _is_orphan(doc)):
					continue
				if not frappe.db.exists(doc.doctype, name):
					doc.insert()


def _is_orphan(doc) -> bool:
	parent = doc.get(getattr(doc, "nsm_parent_field", None) or "")
	return bool(parent) and not frappe.db.exists(doc.doctype, parent)
