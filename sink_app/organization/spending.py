"""经费: what an organization has of each source in a year, and what it has spent.

学校党委统筹使用学校自留党费、工会经费及行政经费 (湖北经济学院 plan, 六(四)).
"""

import frappe
from frappe.query_builder.functions import Sum
from frappe.utils import flt

EXPENSE, BUDGET = "Sink Expense", "Sink Budget"
APPROVED = "Expense Approved"


def spent(**where) -> dict[str, float]:
	"""{source: amount} of approved expenses whose fields have these values."""
	table = frappe.qb.DocType(EXPENSE)
	found = frappe.qb.from_(table).select(table.source, Sum(table.amount)).groupby(table.source)
	for field, value in where.items():
		found = found.where(table[field] == value)
	return {source: flt(amount) for source, amount in found.where(table.workflow_state == APPROVED).run()}


def budgeted(organization: str, year: int) -> dict[str, float]:
	"""{source: amount} of an organization's budget of a year."""
	table = frappe.qb.DocType(BUDGET)
	found = frappe.qb.from_(table).select(table.source, Sum(table.amount)).groupby(table.source)
	rows = found.where((table.organization == organization) & (table.year == year)).run()
	return {source: flt(amount) for source, amount in rows}


def beyond(expense) -> float:
	"""By how much an expense goes beyond its organization's budget; 0 within, or where none is set."""
	budget = budgeted(expense.organization, expense.year).get(expense.source)
	if budget is None:
		return 0
	before = spent(organization=expense.organization, year=expense.year, source=expense.source)
	own = 0 if expense.workflow_state == APPROVED else flt(expense.amount)
	return max(0.0, before.get(expense.source, 0) + own - budget)
