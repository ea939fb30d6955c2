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

	Rows are (name, title, search fields ...): those that begin with the text, then those that hold it.
	"""
	if not declaration.scope_of(doctype):
		frappe.throw(frappe._("This search serves scoped records only."), frappe.PermissionError)
	if not any(frappe.has_permission(doctype, right) for right in ("select", "read")):
		# Frappe 15.0 makes an error of the server's of a refusal raised here
		return []
	meta = frappe.get_meta(doctype)
	asked = {"filters": _filters(meta, filters), "as_list": not as_dict}
	length = min(page_len or MOST_ROWS, MOST_ROWS)
	fields = _fields(meta)
	latest = f"`tab{doctype}`.modified desc"
	if not txt:
		rows = frappe.get_list(
			doctype, fields=fields, order_by=latest, limit_start=start, limit_page_length=length, **asked
		)
		return _in_words(meta, fields, rows)
	named = _exact(meta, txt, asked["filters"])
	names = (named or _matching(meta, txt, asked["filters"], start + length))[start:]
	rows = frappe.get_list(
		doctype, fields=fields, filters=[["name", "in", names]], as_list=not as_dict, order_by=latest
	)
	place = {name: position for position, name in enumerate(names)}
	rows = sorted(rows, key=lambda row: place[row["name"] if as_dict else row[0]])
	return _in_words(meta, fields, rows)


def _in_words(meta, fields: list[str], rows: list) -> list:
	"""The rows with their closed choices in the reader's language; dicts are read by programs."""
	chosen = [field != "name" and meta.get_field(field).fieldtype == "Select" for field in fields]
	if not any(chosen) or (rows and isinstance(rows[0], dict)):
		return rows
	return [
		tuple(
			frappe._(value) if value and is_chosen else value
			for value, is_chosen in zip(row, chosen, strict=True)
		)
		for row in rows
	]


def _exact(meta, txt: str, filters: list) -> list[str]:
	"""The readable records that what was typed names beyond doubt (hook `access_search_exact`)."""
	found = {
		name
		for path in frappe.get_hooks("access_search_exact")
		for name in frappe.get_attr(path)(meta.name, txt)
	}
	filters = [*filters, [meta.name, "name", "in", sorted(found)]]
	return frappe.get_list(meta.name, filters=filters, pluck="name", order_by="name") if found else []


def _matching(meta, txt: str, filters: list, length: int) -> list[str]:
	"""The names of the first matches. Beginnings are found by index, so that most searches end there."""
	names: dict[str, None] = {}
	for pattern in (f"{txt}%", f"%{txt}%"):
		if len(names) < length:
			found = frappe.get_list(
				meta.name,
				filters=filters,
				or_filters=[[meta.name, field, "like", pattern] for field in _written(meta)],
				order_by=f"`tab{meta.name}`.{meta.title_field or 'name'} asc",
				limit_page_length=length,
				pluck="name",
			)
			names.update(dict.fromkeys(found))
	return list(names)[:length]


def _written(meta) -> list[str]:
	"""The fields whose words a person types: no links, which hold inner names, and no closed choices."""
	named_by_hand = ["name"] if (meta.autoname or "").startswith(("field:", "format:", "prompt")) else []
	fields = [field for field in _fields(meta) if meta.has_field(field)]
	return [*(field for field in fields if meta.get_field(field).fieldtype == "Data"), *named_by_hand]


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
