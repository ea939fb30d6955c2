"""Addresses of the framework that answer without asking who asks, answered by this engine (hooks)."""

import frappe
from frappe import client
from frappe.desk import listview
from frappe.desk.form import linked_with
from frappe.query_builder.functions import Count

from sink_app.access import declaration


@frappe.whitelist()
def get_count(
	doctype: str, filters: dict | list | str | None = None, debug: bool = False, cache: bool = False
) -> int:
	"""How many records match and may be read by whoever asks."""
	if not declaration.scope_of(doctype):
		if frappe.get_meta(doctype).istable or not _may_list(doctype):
			raise frappe.PermissionError
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


@frappe.whitelist()
def get_tagged_docs(doctype: str, tag: str) -> list[tuple]:
	"""The records with a tag that whoever asks may read."""
	return frappe.get_list(
		doctype,
		filters={"_user_tags": ("like", tag)},
		fields=["name"],
		order_by="modified desc",
		limit_page_length=0,
		as_list=True,
	)


@frappe.whitelist()
def get_group_by_count(doctype: str, current_filters: str, field: str) -> list[dict]:
	"""How many of the records that whoever asks may read fall under each value of a field."""
	if field != "assigned_to" or not declaration.scope_of(doctype):
		return listview.get_group_by_count(doctype, current_filters, field)
	names = frappe.get_list(
		doctype, filters=frappe.parse_json(current_filters), pluck="name", limit_page_length=0
	)
	task = frappe.qb.DocType("ToDo")
	count = Count("*").as_("count")
	query = frappe.qb.from_(task).select(task.allocated_to.as_("name"), count)
	query = query.where((task.status != "Cancelled") & (task.reference_type == doctype))
	query = query.where(task.reference_name.isin(names or [""])).groupby(task.allocated_to)
	return query.orderby(count, order=frappe.qb.desc).limit(50).run(as_dict=True)


def _may_list(doctype: str) -> bool:
	return any(frappe.has_permission(doctype, right) for right in ("read", "select"))


def _readable(doctype: str, rows: list) -> list:
	if not frappe.has_permission(doctype, "read"):
		return []
	names = [row["name"] for row in rows]
	allowed = set(
		frappe.get_list(doctype, filters={"name": ("in", names)}, pluck="name", limit_page_length=0)
	)
	return [row for row in rows if row["name"] in allowed]
