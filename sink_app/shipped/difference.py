"""What differs between two versions of a record, in words for whoever runs the site."""

import difflib
import json

import frappe
from frappe import _
from frappe.utils import cstr

from sink_app.shipped import content
from sink_app.shipped.merge import Conflict

# characters; a longer text is shown by its changed lines
_SHORT = 140
# names and conditions are shown as they are stored
_TRANSLATED = ("Link", "Select", "Data", "Dynamic Link")


def between(doctype: str, before: dict, after: dict, only: list[str] | None = None) -> list[dict]:
	"""The differences that lead from one version to the other, of all fields or of those in `only`.

	Each is {kind: changed, added, removed or reordered; where; before; after; lines}. `where` names field and
	row, `lines` are the changed lines of a long text.
	"""
	old, new = content.comparable(doctype, before), content.comparable(doctype, after)
	found = []
	for field in content.fields_of(doctype):
		left, right = old[field.fieldname], new[field.fieldname]
		if left == right or (only is not None and field.fieldname not in only):
			continue
		old_rows, new_rows = (content.rows(doctype, field.fieldname, value) for value in (left, right))
		if old_rows is None or new_rows is None:
			found.append(_changed(_label(doctype, field.fieldname), field, left, right))
		else:
			found += _between_rows(doctype, field, old_rows, new_rows)
	return found


def conflict(doctype: str, each: Conflict) -> dict:
	"""A conflict in words: id, where, and what stands on either side."""
	place = each.place
	field = frappe.get_meta(doctype).get_field(place.field)
	where = _label(doctype, place.field)
	inner = field
	if place.row:
		where = _row_label(field, place.row, each.yours or each.ours)
	if place.row_field and field.fieldtype in content.TABLES:
		where = f"{where} · {_label(field.options, place.row_field)}"
		inner = frappe.get_meta(field.options).get_field(place.row_field)
	sides = [_row_or_value(place, inner, value) for value in (each.yours, each.ours)]
	return {"id": place.id, "where": where, "yours": sides[0], "ours": sides[1]}


def _row_or_value(place, field, value) -> str:
	if value is None:
		return _("(not there)")
	if place.row and not place.row_field:
		return _("(changed)")
	return _words(field, value) or _("(empty)")


def _between_rows(doctype: str, field, old: list[content.Row], new: list[content.Row]) -> list[dict]:
	before, after = ({row.key: row.values for row in rows} for rows in (old, new))
	found = []
	for key in before:
		if key not in after:
			found.append({"kind": "removed", "where": _row_label(field, key, before[key])})
	for key in after:
		where = _row_label(field, key, after[key])
		if key not in before:
			found.append({"kind": "added", "where": where})
		else:
			found += _between_two_rows(field, where, before[key], after[key])
	common = [key for key in before if key in after]
	if common != [key for key in after if key in before]:
		found.append({"kind": "reordered", "where": _label(doctype, field.fieldname)})
	return found


def _between_two_rows(field, where: str, before: dict, after: dict) -> list[dict]:
	if field.fieldtype not in content.TABLES:
		return [{"kind": "changed", "where": where}] if before != after else []
	meta = frappe.get_meta(field.options)
	return [
		_changed(f"{where} · {_label(field.options, name)}", meta.get_field(name), before.get(name), value)
		for name, value in after.items()
		if before.get(name) != value
	]


def _changed(where: str, field, before, after) -> dict:
	old, new = _words(field, before), _words(field, after)
	if max(len(old), len(new)) <= _SHORT and "\n" not in old + new:
		return {
			"kind": "changed",
			"where": where,
			"before": old or _("(empty)"),
			"after": new or _("(empty)"),
		}
	lines = difflib.unified_diff(old.split("\n"), new.split("\n"), lineterm="", n=0)
	kept = [line for line in lines if not line.startswith(("---", "+++", "@@"))]
	return {"kind": "changed", "where": where, "lines": kept}


def _words(field, value) -> str:
	if field.fieldtype == "Check":
		return _("Yes") if value else _("No")
	if isinstance(value, list | dict):
		return json.dumps(value, ensure_ascii=False, indent=1)
	text = cstr(value)
	return _(text) if text and field.fieldtype in _TRANSLATED else text


def _label(doctype: str, fieldname: str) -> str:
	field = frappe.get_meta(doctype).get_field(fieldname)
	return _(field.label or fieldname)


def _row_label(field, key: tuple, values) -> str:
	"""«States · Draft · Sink Member»; a block of a page by the words on it."""
	if field.fieldtype in content.TABLES:
		words = [_(part) if isinstance(part, str) else f"({part})" for part in key if part]
	else:
		words = [_block_label(values if isinstance(values, dict) else {})]
	return " · ".join([_(field.label or field.fieldname), *words])


def _block_label(block: dict) -> str:
	data = block.get("data") or {}
	name = next((value for key, value in data.items() if key.endswith("_name") and value), "")
	text = frappe.utils.strip_html(cstr(data.get("text"))).strip()
	return _(name) or text or _(cstr(block.get("type")))
