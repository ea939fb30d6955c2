"""重点对象联系: how many are looked after where, and whose contact is overdue; no persons."""

from frappe import _
from frappe.query_builder.functions import Count, Min
from frappe.utils import add_days, cint, getdate, nowdate

from sink_app.registration import reporting
from sink_app.registration.reporting import column, number_of

HOUSEHOLD = "Sink Key Household"
LEVELS = ("District", "Street", "Community", "Grid")
PLACES = ("district", "street", "community", "grid")


def execute(filters: dict | None = None) -> tuple[list[dict], list[dict]]:
	"""One row a place: households, contacted in the period, due within a week, overdue and since when."""
	filters = filters or {}
	by = filters.get("by") if filters.get("by") in LEVELS else "Grid"
	household, found = reporting.asked(HOUSEHOLD, filters, PLACES)
	node, figures = household[reporting.COLUMN_OF[by]], _figures(household, filters)
	rows = (
		found.select(
			node.as_("node"),
			Count("*").as_("households"),
			*(number_of(condition).as_(name) for name, condition in figures.items()),
			Min(household.next_due).as_("since"),
		)
		.where(household.ended == 0)
		.groupby(node)
		.run(as_dict=True)
	)
	for row in rows:
		row.update({name: cint(row[name]) for name in figures})
		row.since = row.since if row.overdue else None
	return _columns(by), reporting.titled(rows, reporting.AREA)


def _figures(household, filters: dict) -> dict:
	today = getdate(nowdate())
	begins = getdate(filters.get("from_date") or f"{today.year}-01-01")
	ends = getdate(filters.get("to_date") or today)
	return {
		"contacted": (household.last_contact >= begins) & (household.last_contact <= ends),
		"due": (household.next_due >= today) & (household.next_due <= add_days(today, 7)),
		"overdue": household.next_due < today,
		"alone": household.member.isnull() | (household.member == ""),
	}


def _columns(by: str) -> list[dict]:
	return [
		reporting.title_column(by),
		column("households", _("Key Households"), width=120),
		column("contacted", _("Contacted in the Period"), width=130),
		column("due", _("Due Within a Week"), width=120),
		column("overdue", _("Overdue")),
		column("since", _("Overdue Since"), "Date", 120),
		column("alone", _("Without a Contact Member"), width=140),
	]
