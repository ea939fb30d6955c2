"""“我为群众办实事”项目清单: the joint projects on the units' lists of practical matters."""

import frappe
from frappe import _
from frappe.utils import formatdate

from sink_app.joint_projects import DROPPED, PARTY, PROJECT
from sink_app.registration import reporting
from sink_app.registration.reporting import AREA, ORGANIZATION, column

PLACES = ("system", "unit", "district", "street", "community", "campaign")
SHOWN = (
	*("name", "project_title", "deed_kind", "goal", "measurable_output", "organization", "community"),
	*("owner_name", "community_owner", "deadline", "budget_amount", "spent_amount", "progress"),
	*("workflow_state", "satisfaction", "campaign"),
)


def execute(filters: dict | None = None) -> tuple[list[dict], list[dict]]:
	"""One row a project, numbered as on paper; units that share one stand in it with their duties."""
	filters = filters or {}
	table, found = reporting.asked(PROJECT, filters, PLACES)
	query = found.select(*(table[field] for field in SHOWN)).where(
		(table.year == reporting.year_of(filters)) & (table.in_deeds_list == 1)
	)
	rows = query.where(table.workflow_state != DROPPED).orderby(table.unit, table.deadline).run(as_dict=True)
	units = reporting.titles(ORGANIZATION, {row.organization for row in rows})
	places = reporting.titles(AREA, {row.community for row in rows})
	parties = _parties([row.name for row in rows])
	for number, row in enumerate(rows, start=1):
		row.update({"number": number, "unit_title": units.get(row.organization)})
		row.update({"place": places.get(row.community), "shared": "；".join(parties.get(row.name, ()))})
		row.update(
			{"kind": _(row.deed_kind), "state": _(row.workflow_state), "until": formatdate(row.deadline)}
		)
		row.satisfied = _(row.satisfaction) if row.satisfaction else ""
	return _columns(), rows


def _parties(projects: list[str]) -> dict[str, list[str]]:
	# acts for itself: rows of projects that whoever asks reads
	rows = frappe.get_all(
		PARTY,
		filters={"parenttype": PROJECT, "parent": ("in", projects or [""])},
		fields=["parent", "organization", "duty"],
		order_by="parent asc, idx asc",
	)
	names = reporting.titles(ORGANIZATION, {row.organization for row in rows})
	found: dict[str, list[str]] = {}
	for row in rows:
		found.setdefault(row.parent, []).append(f"{names.get(row.organization)}：{row.duty}")
	return found


def _columns() -> list[dict]:
	return [
		column("number", _("No."), width=60),
		column("project_title", _("Joint Project"), "Data", 200),
		column("kind", _("Kind of Deed"), "Data", 70),
		column("goal", _("Goal"), "Data", 200),
		column("measurable_output", _("Measurable Output"), "Data", 180),
		column("unit_title", _("Lead Unit"), "Data", 200),
		column("shared", _("Units That Share It"), "Data", 220),
		column("place", _("Community"), "Data", 140),
		column("owner_name", _("Unit's Person in Charge"), "Data", 110),
		column("community_owner", _("Community's Person in Charge"), "Data", 110),
		column("until", _("Deadline"), "Data", 100),
		column("budget_amount", _("Budgeted"), "Currency", 110),
		column("spent_amount", _("Spent"), "Currency", 110),
		column("progress", _("Progress (%)"), "Percent", 90),
		column("state", _("Stage"), "Data", 90),
		column("satisfied", _("Satisfaction of the Residents"), "Data", 100),
		column("campaign", _("Special Campaign"), "Data", 130),
	]
