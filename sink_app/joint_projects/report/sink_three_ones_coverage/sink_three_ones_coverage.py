"""“三个一”覆盖情况: branches answering for compounds that have fixed, done and told of their three ones."""

import frappe
from frappe import _
from frappe.utils import cint, nowdate

from sink_app.joint_projects import ONES_FIXED, THREE_ONES
from sink_app.registration import reporting
from sink_app.registration.reporting import column, percent

LEVELS = ("Street", "District", "System", "Unit")
PLACES = ("system", "unit", "district", "street", "community")
PAIRING = "Sink Pairing"
FIGURES = ("pairings", "planned", "fixed", "late", "party_day", "activity", "matter", "all_done", "told")


def execute(filters: dict | None = None):
	"""One row a street, district, system or unit."""
	filters = filters or {}
	by = filters.get("by") if filters.get("by") in LEVELS else "Street"
	year, level = reporting.year_of(filters), reporting.COLUMN_OF[by]
	plans = _plans(filters, year, level)
	rows: dict[str, frappe._dict] = {}
	for organization, area, node in _pairings(filters, year, level):
		row = rows.setdefault(node, frappe._dict({"node": node, **dict.fromkeys(FIGURES, 0)}))
		row.pairings += 1
		_count(row, plans.pop((organization, area), None))
	for plan in plans.values():
		# a plan without a pairing counts as well
		row = rows.setdefault(plan.node, frappe._dict({"node": plan.node, **dict.fromkeys(FIGURES, 0)}))
		row.pairings += 1
		_count(row, plan)
	for row in rows.values():
		row.rate, row.done_rate = percent(row.fixed, row.pairings), percent(row.all_done, row.pairings)
	return _columns(by), reporting.titled(list(rows.values()), reporting.tree_of(by))


def _pairings(filters: dict, year: int, level: str) -> list[tuple]:
	table, found = reporting.asked(PAIRING, filters, PLACES)
	return (
		found.select(table.organization, table.area, table[level])
		.where((table.kind == "Branch and Compound") & (table.from_date <= f"{year}-12-31"))
		.where(table.to_date.isnull() | (table.to_date >= max(nowdate(), f"{year}-01-01")))
		.run()
	)


def _plans(filters: dict, year: int, level: str) -> dict[tuple, frappe._dict]:
	table, found = reporting.asked(THREE_ONES, filters, PLACES)
	rows = (
		found.select(
			*(
				table[field]
				for field in ("organization", "compound", "workflow_state", "is_late", "done_count")
			),
			*(
				table[field]
				for field in ("party_day_done_on", "activity_done_on", "matter_done_on", "notice_on")
			),
			table[level].as_("node"),
		)
		.where(table.year == year)
		.run(as_dict=True)
	)
	return {(row.organization, row.compound): row for row in rows}


def _count(row, plan):
	if not plan:
		return
	row.planned += 1
	row.fixed += cint(plan.workflow_state == ONES_FIXED)
	row.late += cint(plan.is_late)
	row.party_day += bool(plan.party_day_done_on)
	row.activity += bool(plan.activity_done_on)
	row.matter += bool(plan.matter_done_on)
	row.all_done += cint(plan.done_count == 3)
	row.told += bool(plan.notice_on)


def _columns(by: str) -> list[dict]:
	return [
		column("title", _(by), "Data", 220),
		column("pairings", _("Branches Answering for Compounds"), width=130),
		column("planned", _("With a Plan"), width=90),
		column("fixed", _("Three Ones Fixed"), width=90),
		column("rate", _("Fixed (%)"), "Float", 90, precision=1),
		column("late", _("Late"), width=70),
		column("party_day", _("Party Day Held"), width=100),
		column("activity", _("Activity Done"), width=110),
		column("matter", _("Matter Settled"), width=110),
		column("all_done", _("All Three Done"), width=100),
		column("done_rate", _("Completed (%)"), "Float", 90, precision=1),
		column("told", _("July Notice Given"), width=100),
	]
