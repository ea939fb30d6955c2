"""Addresses of the framework that answer without asking who asks, answered by this engine (hooks)."""

import sys

import frappe
from frappe import _
from frappe.desk import like, listview, reportview, search
from frappe.desk.doctype.tag import tag as tag_doors
from frappe.desk.form import linked_with
from frappe.geo import utils as geo
from frappe.model.utils import is_virtual_doctype
from frappe.query_builder.functions import Count
from frappe.rate_limiter import rate_limit
from frappe.utils import cint, global_search, sbool
from frappe.website.doctype.web_form import web_form

from sink_app.access import declaration

MAPPED = {"coordinates": ("latitude", "longitude"), "location_field": ("location",)}
"""The fields that a kind of map draws."""


class NotOnMap(frappe.ValidationError):
	pass


def guests_limit() -> int:
	"""How many web forms an hour one address may ask for: only guests are held back, not offices."""
	return 300 if frappe.session.user == "Guest" else sys.maxsize


@frappe.whitelist()
def get_count(
	doctype: str, filters: dict | list | str | None = None, debug: bool = False, cache: bool = False
) -> int:
	"""How many records match and may be read by whoever asks."""
	if frappe.get_meta(doctype).istable and not declaration.scope_of(doctype):
		raise frappe.PermissionError
	found = frappe.get_list(
		doctype, filters=frappe.parse_json(filters), fields=["count(*) as total"], limit_page_length=0
	)
	return found[0].total if found else 0


@frappe.whitelist()
def count_of_list() -> int | None:
	"""How many records a list holds, counted up to `limit` where one is given, as later versions do it.

	Frappe 15.0 always counts all, which takes a second for millions; the list says «1,000+».
	"""
	asked = reportview.get_form_params()
	most = cint(asked.pop("limit", 0))
	if not most or is_virtual_doctype(asked.doctype):
		return reportview.get_count()
	asked.update(
		{
			"fields": [f"`tab{asked.doctype}`.`name`"],
			"distinct": sbool(asked.distinct),
			"order_by": None,
			"page_length": most,
			"as_list": True,
		}
	)
	return len(reportview.execute(**asked))


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
def get_submitted_linked_docs(
	doctype: str, name: str, ignore_doctypes_on_cancel_all: str | list | None = None
) -> dict:
	"""What would be cancelled with a record: for who may read the record, and what they may read of it."""
	frappe.get_doc(doctype, name).check_permission("read")
	found = frappe.call(
		linked_with.get_submitted_linked_docs,
		doctype,
		name,
		ignore_doctypes_on_cancel_all=ignore_doctypes_on_cancel_all,
	)
	docs = [each for each in found["docs"] if frappe.has_permission(each["doctype"], doc=each["name"])]
	return {"docs": docs, "count": len(docs)}


# guests fill in web forms that need no login: they are offered what they may list
@frappe.whitelist(allow_guest=True)
@rate_limit(limit=guests_limit, seconds=3600)
def get_link_options(
	web_form_name: str, doctype: str, allow_read_on_all_link_options: bool | int = False
) -> str:
	"""What a Link field of a web form offers: of scoped records, those that whoever asks may list.

	Frappe 15.0 offers the records of any DocType to whoever is logged in.
	"""
	fields = frappe.get_cached_doc("Web Form", web_form_name).web_form_fields
	is_asked_for = any(field.fieldtype == "Link" and field.options == doctype for field in fields)
	is_scoped = bool(declaration.scope_of(doctype))
	if not is_asked_for or frappe.get_meta(doctype).istable or (is_scoped and not _may_list(doctype)):
		raise frappe.PermissionError
	if not is_scoped:
		return web_form.get_link_options(web_form_name, doctype, allow_read_on_all_link_options)
	return "\n".join(frappe.get_list(doctype, pluck="name", limit_page_length=0))


# guests fill in web forms that need no login
@frappe.whitelist(allow_guest=True)
@rate_limit(limit=guests_limit, seconds=3600)
def get_form_data(doctype: str, docname: str | None = None, web_form_name: str | None = None) -> dict:
	"""What a web form shows; its Link fields offer of scoped records what whoever asks may list."""
	fields = frappe.get_doc("Web Form", web_form_name).web_form_fields
	links = {field.fieldname: field.options for field in fields if field.fieldtype == "Link"}
	data = web_form.get_form_data(doctype, docname, web_form_name)
	for field in data.web_form.web_form_fields:
		linked = links.get(field.fieldname)
		if linked and declaration.scope_of(linked):
			may = _may_list(linked)
			field.options = get_link_options(web_form_name, linked) if may else ""
	return data


@frappe.whitelist(methods=["POST"])
def add_tag(tag: str, dt: str, dn: str, color: str | None = None) -> str:
	"""Tag a record that whoever asks may change."""
	frappe.get_doc(dt, dn).check_permission("write")
	return tag_doors.add_tag(tag, dt, dn, color)


@frappe.whitelist(methods=["POST", "DELETE"])
def remove_tag(tag: str, dt: str, dn: str):
	"""Take a tag off a record that whoever asks may change."""
	frappe.get_doc(dt, dn).check_permission("write")
	tag_doors.remove_tag(tag, dt, dn)


@frappe.whitelist(methods=["POST"])
def toggle_like(doctype: str, name: str, add: str | bool = False):
	"""Like a record that whoever asks may read, or no longer."""
	frappe.get_doc(doctype, name).check_permission("read")
	like.toggle_like(doctype, name, add)


@frappe.whitelist()
def get_link_title(doctype: str, docname: str) -> str | None:
	"""The title of a record that whoever asks may read; of another its name, which they have asked with."""
	if declaration.scope_of(doctype) and not frappe.has_permission(doctype, "read", doc=docname):
		return docname
	return search.get_link_title(doctype, docname)


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


@frappe.whitelist()
def get_coords(doctype: str, filters: str | list | dict | None = None, type: str | None = None) -> dict:
	"""The records on a map that whoever asks may read, of those that have a point.

	Raises NotOnMap where records of the kind have none; Frappe 15.0 breaks there.
	"""
	place = MAPPED.get(type or "", ())
	if not place or not all(frappe.get_meta(doctype).has_field(each) for each in place):
		refuse_map(doctype)
	asked = frappe.parse_json(filters) or None
	rows = frappe.get_list(doctype, fields=["name", *place], filters=asked, limit_page_length=0)
	return geo.convert_to_geojson(type, [row for row in rows if any(row[each] for each in place)])


def refuse_map(doctype: str):
	"""Raises NotOnMap: nothing of a kind has a place."""
	frappe.throw(_("{0} have no place on a map. Please choose another view.").format(_(doctype)), NotOnMap)


@frappe.whitelist()
def search_everywhere(text: str, start: int | str = 0, limit: int | str = 20, doctype: str = "") -> list:
	"""What the global search finds of the records that whoever asks may read."""
	by_kind: dict[str, list] = {}
	found = global_search.search(text, start, limit, doctype)
	for row in found:
		by_kind.setdefault(row["doctype"], []).append(row)
	shown = {
		(row["doctype"], row["name"])
		for kind, rows in by_kind.items()
		for row in (_readable(kind, rows) if declaration.scope_of(kind) else rows)
	}
	return [row for row in found if (row["doctype"], row["name"]) in shown]


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
