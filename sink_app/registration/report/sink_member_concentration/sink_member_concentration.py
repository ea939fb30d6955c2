"""下沉党员集聚度: communities with more members than 500 for every 3000 households (武组通〔2021〕37号)."""

import frappe
from frappe import _
from frappe.query_builder.functions import Count
from frappe.utils import cint

from sink_app.registration import counts, reporting
from sink_app.registration.reporting import AREA, REGISTRATION, column
from sink_app.registration.states import TAKEN_IN


def execute(filters: dict | None = None):
	"""One row a community, each member counted once in it; the densest first."""
	filters = filters or {}
	settings = frappe.get_cached_doc("Sink Registration Settings")
	table, found = reporting.asked(REGISTRATION, filters, index=reporting.MEMBERS_BY_COMMUNITY)
	rows = (
		found.select(table.community.as_("node"), Count(table.member).distinct().as_("members"))
		.where((table.year == reporting.year_of(filters)) & table.workflow_state.isin(list(TAKEN_IN)))
		.where(table.community.isnotnull())
		.groupby(table.community)
		.run(as_dict=True)
	)
	_add_facts(rows, settings)
	if filters.get("only_flagged"):
		rows = [row for row in rows if row.is_flagged]
	rows.sort(key=lambda row: (-row.per_unit, row.title))
	flagged = sum(row.is_flagged for row in rows)
	summary = [
		{"label": _("Communities"), "value": len(rows), "datatype": "Int"},
		{
			"label": _("Flagged"),
			"value": flagged,
			"datatype": "Int",
			"indicator": "Red" if flagged else "Green",
		},
	]
	return _columns(settings), rows, None, None, summary


def _add_facts(rows: list, settings):
	"""Titles, households and whether a community is flagged, with one look at the tree."""
	area = frappe.qb.DocType(AREA)
	found = (
		frappe.qb.from_(area)
		.select(area.name, area.title, area.households, area.street)
		.where(area.level == "Community")
		.run()
	)
	facts = {name: (title, cint(households), street) for name, title, households, street in found}
	for row in rows:
		row.title, row.households, row.street = facts.get(row.node, (_("(none)"), 0, None))
		unit = settings.concentration_households
		row.per_unit = round(row.members * unit / row.households, 1) if row.households else 0
		row.is_flagged = counts.is_concentrated(row.members, row.households, settings)
		row.flag = _("Flagged") if row.is_flagged else ""
	reporting.titled(rows, AREA, "street", "street_title")


def _columns(settings) -> list[dict]:
	return [
		reporting.title_column("Community"),
		column("street_title", _("Street"), "Data", 180),
		column("households", _("Households")),
		column("members", _("Members")),
		column(
			"per_unit",
			_("Members for Every {0} Households").format(settings.concentration_households),
			"Float",
			170,
			precision=1,
		),
		column("flag", _("Flag"), "Data", 90),
	]
