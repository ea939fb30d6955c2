"""经费支出汇总: what is budgeted and spent of each source, and on which of the two purposes."""

import frappe
from frappe import _
from frappe.query_builder.functions import Coalesce, Sum
from frappe.utils import cint, flt, nowdate
from pypika import Case
from pypika.terms import PseudoColumn

from sink_app.access import query
from sink_app.organization import spending

LEVELS = {"System": "system", "Unit": "unit", "Branch": "branch"}
PURPOSES = {"community": "Community Work", "members": "Members Helping the Community"}


def execute(filters: dict | None = None):
	"""One row an organization and source; only approved expenses count."""
	filters = filters or {}
	by = filters.get("by") if filters.get("by") in LEVELS else "Unit"
	year = cint(filters.get("year")) or cint(nowdate()[:4])
	rows = _spent(filters, year, LEVELS[by])
	for (node, source), amount in _budgeted(filters, year, LEVELS[by]).items():
		row = rows.setdefault(
			(node, source), frappe._dict(node=node, source=source, spent=0, community=0, members=0)
		)
		row.budget = amount
	names = _names({row.node for row in rows.values()})
	for row in rows.values():
		row.title, row.budget = names.get(row.node) or _("(none)"), flt(row.budget)
		row.remaining = row.budget - row.spent
	return _columns(by), sorted(rows.values(), key=lambda row: (row.title, row.source))


def _asked(doctype: str, filters: dict, year: int):
	"""(table, query) over the records of a year that whoever asks reads."""
	table = frappe.qb.DocType(doctype)
	found = frappe.qb.from_(table).where(table.year == year)
	if condition := query.readable(doctype, frappe.session.user):
		found = found.where(PseudoColumn(f"({condition.replace('%', '%%')})"))
	for field in ("system", "unit", "source"):
		if filters.get(field):
			found = found.where(table[field] == filters[field])
	return table, found


def _spent(filters: dict, year: int, level: str) -> dict[tuple, frappe._dict]:
	table, found = _asked(spending.EXPENSE, filters, year)
	node = Coalesce(table[level], table.organization)
	of = {
		name: Sum(Case().when(table.purpose == purpose, table.amount).else_(0))
		for name, purpose in PURPOSES.items()
	}
	rows = (
		found.select(
			node.as_("node"),
			table.source,
			Sum(table.amount).as_("spent"),
			*(of[name].as_(name) for name in of),
		)
		.where(table.workflow_state == spending.APPROVED)
		.groupby(node, table.source)
		.run(as_dict=True)
	)
	return {(row.node, row.source): row for row in rows}


def _budgeted(filters: dict, year: int, level: str) -> dict[tuple, float]:
	table, found = _asked(spending.BUDGET, filters, year)
	node = Coalesce(table[level], table.organization)
	rows = found.select(node, table.source, Sum(table.amount)).groupby(node, table.source).run()
	return {(organization, source): flt(amount) for organization, source, amount in rows}


def _names(nodes: set) -> dict[str, str]:
	table = frappe.qb.DocType("Sink Organization")
	wanted = [node for node in nodes if node]
	return dict(
		frappe.qb.from_(table).select(table.name, table.org_name).where(table.name.isin(wanted or [""])).run()
	)


def _columns(by: str) -> list[dict]:
	def amount(field: str, label: str) -> dict:
		return {"fieldname": field, "label": label, "fieldtype": "Currency", "width": 130}

	return [
		{"fieldname": "title", "label": _(by), "fieldtype": "Data", "width": 240},
		{"fieldname": "source", "label": _("Source of Funds"), "fieldtype": "Data", "width": 120},
		amount("budget", _("Budgeted")),
		amount("spent", _("Spent")),
		amount("remaining", _("Remaining")),
		*(amount(name, _(purpose)) for name, purpose in PURPOSES.items()),
	]
