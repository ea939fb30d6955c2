"""保障情况: people, training, material and funds that units put into the work (湖北经济学院 plan, 五)."""

import frappe
from frappe import _
from frappe.query_builder.functions import Coalesce, Count, Sum
from frappe.utils import cint, flt, nowdate

from sink_app.organization import reach
from sink_app.organization.spending import APPROVED, EXPENSE
from sink_app.registration.reporting import column
from sink_app.reporting import days

UNIT = "unit"


def execute(filters: dict | None = None):
	"""A row a unit that whoever asks answers for; each figure is one query over all of them."""
	filters = filters or {}
	period = days.whole_year(cint(filters.get("year")) or cint(nowdate()[:4]))
	rows = reach.units(filters)
	names = [row.unit for row in rows]
	groups = _counted("Sink Working Group", names)
	trainings = _counted("Sink Training", names, period, "starts_on", "people", {"status": "Held"})
	material = _counted("Sink Material Issue", names, period, "issued_on", "total")
	funds = _counted(EXPENSE, names, period, "spent_on", "amount", {"workflow_state": APPROVED})
	for row in rows:
		row.groups = groups.get(row.unit, (0, 0))[0]
		row.trainings, row.trained = trainings.get(row.unit, (0, 0))
		row.issues, row.worth = material.get(row.unit, (0, 0))
		row.funds = funds.get(row.unit, (0, 0))[1]
		row.missing = _(", ").join(_missing(row))
	return _columns(), rows, None, None, _summary(rows)


def _counted(
	doctype: str, units: list[str], period=None, day: str = "", sum_of: str = "", about: dict | None = None
) -> dict:
	"""{unit: (records, sum of a field)} of a DocType, at the units and below them."""
	table = frappe.qb.DocType(doctype)
	total = Coalesce(Sum(table[sum_of]), 0) if sum_of else Count("*")
	found = (
		frappe.qb.from_(table)
		.select(table[UNIT], Count("*"), total)
		.where(table[UNIT].isin(units or [""]))
		.groupby(table[UNIT])
	)
	for field, value in (about or {}).items():
		found = found.where(table[field] == value)
	if day:
		found = found.where((table[day] >= str(period.first)) & (table[day] <= f"{period.last} 23:59:59"))
	return {unit: (count, total) for unit, count, total in found.run()}


def _missing(row) -> list[str]:
	wanted = (
		(row.groups, _("no working group")),
		(row.trainings, _("no training held")),
		(row.issues, _("no material given out")),
		(row.funds, _("no funds spent")),
	)
	return [words for is_there, words in wanted if not is_there]


def _columns() -> list[dict]:
	return [
		column("title", _("Unit"), "Data", 280),
		column("groups", _("Working Groups")),
		column("trainings", _("Trainings Held")),
		column("trained", _("People Trained")),
		column("issues", _("Times Material Was Given Out")),
		column("worth", _("Worth in Yuan"), "Float", precision=2),
		column("funds", _("Funds Spent (Yuan)"), "Float", precision=2),
		column("missing", _("What Is Missing"), "Data", 260),
	]


def _summary(rows: list) -> list[dict]:
	return [
		{"label": _("Units"), "value": len(rows), "datatype": "Int"},
		{
			"label": _("Something Missing"),
			"value": sum(bool(row.missing) for row in rows),
			"datatype": "Int",
			"indicator": "Orange",
		},
		{"label": _("Funds Spent (Yuan)"), "value": sum(flt(row.funds) for row in rows), "datatype": "Float"},
		{"label": _("Worth in Yuan"), "value": sum(flt(row.worth) for row in rows), "datatype": "Float"},
	]
