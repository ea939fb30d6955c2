"""办实事: what each unit settled in a half-year, beside what its plan asks for (至少为社区办一件实事)."""

import frappe
from frappe import _

from sink_app.organization import reach
from sink_app.registration import reporting
from sink_app.registration.reporting import ORGANIZATION, column
from sink_app.service import practical


def execute(filters: dict | None = None):
	"""One row a unit: matters settled in both half-years, the number asked for, and what is lacking."""
	filters = filters or {}
	year = reporting.year_of(filters)
	settled, wanted = practical.settled(filters, year), practical.wanted(year)
	rows = []
	for unit in _units(filters, {unit for unit, _half in settled}):
		asked = next((wanted[node] for node in (unit.name, unit.system, unit.overseer) if node in wanted), 0)
		first, second = (settled.get((unit.name, half), 0) for half in (1, 2))
		lacking = max(0, asked - first) + max(0, asked - second)
		rows.append(
			frappe._dict(
				node=unit.name, asked=asked, first=first, second=second, total=first + second, lacking=lacking
			)
		)
	rows = reporting.titled(rows, ORGANIZATION)
	reached = sum(not row.lacking for row in rows)
	summary = [
		{"label": _("Units"), "value": len(rows), "datatype": "Int"},
		{"label": _("Matters Settled"), "value": sum(row.total for row in rows), "datatype": "Int"},
		{"label": _("Reached"), "value": reached, "datatype": "Int", "indicator": "Green"},
	]
	return _columns(), rows, None, None, summary


def _units(filters: dict, with_matters: set[str]) -> list:
	"""The units that whoever asks answers for, and those that settled something in sight."""
	table = frappe.qb.DocType(ORGANIZATION)
	query = frappe.qb.from_(table).select(table.name, table.system, table.overseer)
	query = query.where((table.level == "Unit") & (table.disabled == 0))
	for key in ("system", "unit"):
		if filters.get(key):
			query = query.where(table[key] == filters[key])
	criterion = reach.within(table, ORGANIZATION)
	if criterion is not None:
		query = query.where(criterion | table.name.isin(list(with_matters) or [""]))
	return query.orderby(table.lft).run(as_dict=True)


def _columns() -> list[dict]:
	return [
		reporting.title_column("Unit"),
		column("asked", _("Asked For a Half-Year"), width=130),
		column("first", _("First Half-Year")),
		column("second", _("Second Half-Year")),
		column("total", _("In the Year")),
		column("lacking", _("Lacking")),
	]
