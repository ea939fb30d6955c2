import frappe
from frappe import _
from frappe.utils import getdate, nowdate
from pypika.terms import Criterion

from sink_app.access import standing, stands


def execute(filters: dict | None = None) -> tuple[list[dict], list[dict]]:
	"""Each unit in reach with the communities it contacts and how many branches answer for compounds.

	The four committees see the units of their system, wherever those stand (武组通〔2021〕37号, 六).
	"""
	filters = filters or {}
	units, pairings = _units(), _pairings(bool(filters.get("ended")))
	rows = []
	for unit in units:
		contacted = pairings.get(unit.name, [])
		compounds = sum(row.kind == "Branch and Compound" for row in contacted)
		communities = [row for row in contacted if row.kind == "Unit and Community"]
		for row in communities or [frappe._dict()]:
			rows.append({**unit, **row, "compounds": compounds, "unit_id": unit.name})
	if filters.get("only_without"):
		rows = [row for row in rows if not row.get("area")]
	return _columns(), rows


def _units() -> list:
	unit, system = (
		frappe.qb.DocType("Sink Organization").as_("u"),
		frappe.qb.DocType("Sink Organization").as_("s"),
	)
	found = (
		frappe.qb.from_(unit)
		.left_join(system)
		.on(system.name == unit.overseer)
		.select(unit.name, unit.org_name, unit.unit_kind, system.org_name.as_("system_name"))
		.where((unit.level == "Unit") & (unit.disabled == 0))
		.orderby(unit.lft)
	)
	where = standing.of("Sink Organization", frappe.session.user, stands.roles_with("Sink Pairing", "read"))
	if where is not None:
		reached = [unit[column].isin(nodes) for column, nodes in where.items()]
		found = found.where(Criterion.any(reached)) if reached else found.where(unit.name.isnull())
	rows = found.run(as_dict=True)
	for row in rows:
		row.unit_kind = _(row.unit_kind) if row.unit_kind else ""
	return rows


def _pairings(ended_too: bool) -> dict[str, list]:
	"""The pairings by unit, of units that whoever asks was found to reach."""
	pairing, area = frappe.qb.DocType("Sink Pairing").as_("p"), frappe.qb.DocType("Sink Area").as_("a")
	found = (
		frappe.qb.from_(pairing)
		.join(area)
		.on(area.name == pairing.area)
		.select(pairing.unit, pairing.kind, area.title.as_("area"), pairing.from_date, pairing.to_date)
		.orderby(pairing.from_date)
	)
	if not ended_too:
		found = found.where(pairing.to_date.isnull() | (pairing.to_date >= getdate(nowdate())))
	by_unit: dict[str, list] = {}
	for row in found.run(as_dict=True):
		by_unit.setdefault(row.unit, []).append(row)
	return by_unit


def _columns() -> list[dict]:
	return [
		{"fieldname": "system_name", "label": _("Overseeing Committee"), "fieldtype": "Data", "width": 150},
		{"fieldname": "org_name", "label": _("Unit"), "fieldtype": "Data", "width": 270},
		{"fieldname": "unit_kind", "label": _("Kind of Unit"), "fieldtype": "Data", "width": 100},
		{"fieldname": "area", "label": _("Contacted Community"), "fieldtype": "Data", "width": 150},
		{"fieldname": "from_date", "label": _("From Date"), "fieldtype": "Date", "width": 105},
		{"fieldname": "to_date", "label": _("To Date"), "fieldtype": "Date", "width": 105},
		{"fieldname": "compounds", "label": _("Compounds Answered For"), "fieldtype": "Int", "width": 110},
	]
