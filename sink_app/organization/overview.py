"""Numbers of the overview that no filter can count; each for whoever looks (Number Card, type Custom)."""

from collections.abc import Callable

import frappe
from frappe import _
from frappe.utils import cint, nowdate

from sink_app.organization import compounds, reach
from sink_app.organization.milestones import DONE, DROPPED, TASK


@frappe.whitelist()
def compound_coverage(filters: str | dict | None = None) -> str:
	"""Share of the compounds that have a party organization of their own."""
	return _share_of_compounds(lambda compound: bool(compound.has_organization))


@frappe.whitelist()
def owners_committees(filters: str | dict | None = None) -> str:
	"""Share of the compounds whose owners' committee is established."""
	return _share_of_compounds(lambda compound: compound.owners_committee == "Established")


@frappe.whitelist()
def property_companies(filters: str | dict | None = None) -> str:
	"""Share of the compounds that a property company looks after."""
	return _share_of_compounds(lambda compound: bool(compound.property_company))


@frappe.whitelist()
def temporary_organizations(filters: str | dict | None = None) -> int:
	"""How many temporary party organizations work today."""
	reach.require("Sink Organization")
	organization = frappe.qb.DocType("Sink Organization")
	query = (
		frappe.qb.from_(organization)
		.select(frappe.query_builder.functions.Count("*"))
		.where((organization.is_temporary == 1) & (organization.disabled == 0))
	)
	return reach.narrowed(query, organization, "Sink Organization").run()[0][0]


@frappe.whitelist()
def milestones_kept(filters: str | dict | None = None) -> str:
	"""Share done of this year's tasks of an objective that were due (`filters`: {"objective": …})."""
	objective = (frappe.parse_json(filters or "{}") or {}).get("objective")
	chosen = [
		[TASK, "year", "=", cint(nowdate()[:4])],
		[TASK, "due_date", "<=", nowdate()],
		[TASK, "status", "!=", DROPPED],
	]
	if objective:
		chosen.append([TASK, "objective", "=", objective])
	rows = frappe.get_list(
		TASK, filters=chosen, fields=["status", "count(*) as tasks"], group_by="status", order_by="status asc"
	)
	counts = {row.status: row.tasks for row in rows}
	return _percent(compounds.share(counts.get(DONE, 0), sum(counts.values())))


def _share_of_compounds(has: Callable[[frappe._dict], bool]) -> str:
	reach.require("Sink Area")
	found = compounds.facts()
	return _percent(compounds.share(sum(map(has, found)), len(found)))


def _percent(value: float | None) -> str:
	return _("none yet") if value is None else f"{value:g}%"
