"""Addresses of the framework that answer without asking who asks, answered by this engine (hooks)."""

import frappe
from frappe import client
from frappe.desk.form import linked_with

from sink_app.access import declaration


@frappe.whitelist()
def get_count(
	doctype: str, filters: dict | list | str | None = None, debug: bool = False, cache: bool = False
) -> int:
	"""How many records match and may be read by whoever asks."""
	if not declaration.scope_of(doctype):
		return client.get_count(doctype, filters, debug, cache)
	found = frappe.get_list(
		doctype, filters=frappe.parse_json(filters), fields=["count(*) as total"], limit_page_length=0
	)
	return found[0].total if found else 0


@frappe.whitelist()
def get_linked_records(doctype: str, docname: str) -> dict[str, list]:
	"""What is linked with a record: only for who may read the record, and only what they may read."""
	frappe.get_doc(doctype, docname).check_permission("read")
	linked = linked_with.get(doctype, docname)
	return {
		kind: rows if not declaration.scope_of(kind) else _readable(kind, rows)
		for kind, rows in linked.items()
	}


def _readable(doctype: str, rows: list) -> list:
	if not frappe.has_permission(doctype, "read"):
		return []
	names = [row["name"] for row in rows]
	allowed = set(
		frappe.get_list(doctype, filters={"name": ("in", names)}, pluck="name", limit_page_length=0)
	)
	return [row for row in rows if row["name"] in allowed]
