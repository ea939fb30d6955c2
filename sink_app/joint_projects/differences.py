"""What a version of a list changes, for whoever is asked to agree to it."""

import frappe
from frappe import _
from frappe.utils import cstr, fmt_money, formatdate

from sink_app.joint_projects import PROJECT_LIST
from sink_app.joint_projects.filing import PLANNED
from sink_app.organization import bodies

NEW, GONE, CHANGED = "New", "Taken Out", "Changed"


def of(doc) -> list[dict]:
	"""What a list says otherwise than the version it changes: [{kind, label, project, changes}]"""
	before = _changed_by(doc)
	return between(before, doc) if before else []


def between(before, after) -> list[dict]:
	"""The differences of two versions, in the order of the newer one; what was taken out comes last."""
	old = {_key(row): row for row in before.items}
	found = []
	for row in after.items:
		was = old.pop(_key(row), None)
		if was is None:
			found.append({"kind": NEW, "project": row.project_title, "changes": _words_of_new(row)})
		elif changes := _changes(before, was, after, row):
			found.append({"kind": CHANGED, "project": row.project_title, "changes": changes})
	found += [{"kind": GONE, "project": row.project_title, "changes": []} for row in old.values()]
	words = {NEW: _("New"), GONE: _("Taken Out"), CHANGED: _("Changed")}
	return [{**each, "label": words[each["kind"]]} for each in found]


def _changed_by(doc):
	"""The version that a list changes: the one it replaced, or the newest that was agreed to before it."""
	if doc.replaces:
		return frappe.get_doc(PROJECT_LIST, doc.replaces)
	earlier = [row.name for row in doc.others() if row.version < doc.version]
	return frappe.get_doc(PROJECT_LIST, earlier[0]) if earlier else None


def _key(row) -> str:
	return row.project or row.project_title


def _words_of_new(row) -> list[list[str]]:
	return [
		[_(row.meta.get_label("goal")), "", row.goal],
		[_(row.meta.get_label("deadline")), "", _said(row, "deadline")],
	]


def _changes(before, was, after, row) -> list[list[str]]:
	found = [
		[_(row.meta.get_label(field)), _said(was, field), _said(row, field)]
		for field in PLANNED
		if _said(was, field) != _said(row, field)
	]
	for table in ("parties", "budget"):
		said = [_table_words(doc, table, each.project_title) for doc, each in ((before, was), (after, row))]
		if said[0] != said[1]:
			found.append([_(after.meta.get_label(table)), *said])
	return found


def _table_words(doc, table: str, title: str) -> str:
	rows = [row for row in doc.get(table) if row.project_title == title]
	if table == "parties":
		return "；".join(f"{bodies.name_of(row.organization, None)}：{row.duty or ''}" for row in rows)
	return "；".join(f"{row.source} {fmt_money(row.amount)}" for row in rows)


def _said(row, field: str) -> str:
	value, df = row.get(field), row.meta.get_field(field)
	if df.fieldtype == "Date":
		return formatdate(value) if value else ""
	if df.fieldtype == "Check":
		return _("Yes") if value else _("No")
	if df.fieldtype == "Currency":
		return fmt_money(value or 0)
	return _(value) if df.fieldtype == "Select" and value else cstr(value)
