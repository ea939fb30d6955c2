"""信息完整率: how complete the members' facts are, and what is still empty (8月底前完成个人信息整理)."""

import frappe
from frappe import _

from sink_app.registration import reporting, tallies
from sink_app.registration.reporting import PERSON, column


def execute(filters: dict | None = None):
	"""Rates by system, unit or branch; with «Person», whose facts are not complete and what is empty."""
	filters = filters or {}
	level = filters.get("by") or "Unit"
	if level == PERSON:
		member = frappe.qb.DocType("Sink Member")
		rows = reporting.persons(filters, member.facts_rate < 100, "facts_rate")
		_name_empty_facts(rows)
		return _person_columns(), rows, reporting.cut_message(rows)
	rows = reporting.by_node(filters, level)
	for row in rows:
		row.facts_rate = round(row.facts / row.members, 1) if row.members else 0
		row.incomplete = row.members - row.complete
		row.complete_rate = reporting.percent(row.complete, row.members)
	return _columns(level), rows


def _name_empty_facts(rows: list):
	"""Write which wanted facts each member lacks; one look a table of facts."""
	meta = frappe.get_meta("Sink Member")
	names = [row.member for row in rows]
	empty: dict[str, list[str]] = {}
	for field in tallies.wanted_facts():
		df = meta.get_field(field)
		there = _holders(df, names) if df and names else set(names)
		for name in names:
			if name not in there:
				empty.setdefault(name, []).append(_(df.label))
	for row in rows:
		row.empty = "、".join(empty.get(row.member, []))


def _holders(df, names: list[str]) -> set[str]:
	if df.fieldtype in frappe.model.table_fields:
		table = frappe.qb.DocType(df.options)
		found = frappe.qb.from_(table).select(table.parent).distinct().where(table.parent.isin(names))
	else:
		table = frappe.qb.DocType("Sink Member")
		found = frappe.qb.from_(table).select(table.name).where(table.name.isin(names))
		found = found.where(table[df.fieldname].isnotnull())
		if df.fieldtype != "Date":
			found = found.where(table[df.fieldname] != "")
	return {name for (name,) in found.run()}


def _columns(level: str) -> list[dict]:
	return [
		reporting.title_column(level),
		column("members", _("Members in Service")),
		column("complete", _("Complete")),
		column("incomplete", _("Not Complete")),
		column("complete_rate", _("Complete Records (%)"), "Float", 130, precision=1),
		column("facts_rate", _("Complete Facts (%)"), "Float", 130, precision=1),
	]


def _person_columns() -> list[dict]:
	return [
		reporting.title_column(PERSON),
		column("unit_title", _("Unit"), "Data", 200),
		column("branch_title", _("Party Branch"), "Data", 200),
		column("facts_rate", _("Complete Facts (%)")),
		column("empty", _("Still Empty"), "Data", 400),
	]
