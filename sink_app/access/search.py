"""Link search over scoped records (hook `standard_queries`).

Frappe's own search takes from the client whether permissions count and which columns come back.
"""

import frappe

from sink_app.access import declaration

MOST_ROWS = 50


@frappe.whitelist()
@frappe.validate_and_sanitize_search_inputs
def query(  # noqa: PLR0913, PLR0917 (the arguments that Frappe passes)
	doctype: str,
	txt: str,
	searchfield: str,
	start: int,
	page_len: int,
	filters: dict | list | str | None = None,
	as_dict: bool = False,
	reference_doctype: str | None = None,
) -> list:
	"""The records of a scoped DocType that match what was typed and that whoever asks may read.

	Rows are (name, title, search fields ...), those that begin with the text first.
	"""
	if not declaration.scope_of(doctype):
		frappe.throw(frappe._("This search serves scoped records only."), frappe.PermissionError)
	meta = frappe.get_meta(doctype)
	fields = _fields(meta)
	rows = frappe.get_list(
		doctype,
		filters=_filters(meta, filters),
		or_filters=[[doctype, field, "like", f"%{txt}%"] for field in fields] if txt else None,
		fields=fields,
		limit_start=start,
		limit_page_length=min(page_len or MOST_ROWS, MOST_ROWS),
		order_by=f"`tab{doctype}`.modified desc",
		as_list=not as_dict,
	)
	title = meta.title_field if meta.title_field in fields else "name"
	position = title if as_dict else fields.index(title)
	return sorted(rows, key=lambda row: not str(row[position] or "").startswith(txt))


def _fields(meta) -> list[str]:
	"""Name and title first, as the link field expects them; none that whoever asks may not read."""
	levels = {0, *meta.get_permlevel_access("read")}
	fields = dict.fromkeys(["name", meta.title_field or "name", *meta.get_search_fields()])
	return [field for field in fields if field == "name" or meta.get_field(field).permlevel in levels]


def _filters(meta, filters) -> list:
	parsed = frappe.parse_json(filters) or []
	if isinstance(parsed, dict):
		parsed = [
			[meta.name, field, *(value if isinstance(value, list | tuple) else ("=", value))]
			for field, value in parsed.items()
		]
	own = [[meta.name, "disabled", "!=", 1]] if meta.has_field("disabled") else []
	return [*parsed, *own]
