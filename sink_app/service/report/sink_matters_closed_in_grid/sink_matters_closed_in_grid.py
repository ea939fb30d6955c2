"""急事、烦事、难事化解在网格: what was raised on visits, and how much of it was closed in the grid."""

from frappe import _
from frappe.query_builder.functions import Count
from frappe.utils import cint, nowdate

from sink_app.registration import reporting
from sink_app.registration.reporting import column, number_of, percent

VISIT = "Sink Visit"
LEVELS = ("District", "Street", "Community", "Grid")
PLACES = ("district", "street", "community", "grid")


def execute(filters: dict | None = None) -> tuple[list[dict], list[dict]]:
	"""One row a place: visits, matters by urgency, closed in the grid, handed on, open, overdue."""
	filters = filters or {}
	by = filters.get("by") if filters.get("by") in LEVELS else "Grid"
	visit, found = reporting.asked(VISIT, filters, PLACES)
	node, figures = visit[reporting.COLUMN_OF[by]], _figures(visit)
	query = found.select(
		node.as_("node"),
		Count("*").as_("visits"),
		*(number_of(condition).as_(name) for name, condition in figures.items()),
	).groupby(node)
	if filters.get("kind"):
		query = query.where(visit.kind == filters["kind"])
	rows = reporting.between(query, visit.starts_on, filters).run(as_dict=True)
	for row in rows:
		row.update({name: cint(row[name]) for name in figures})
		row.rate = percent(row.closed, row.urgent + row.worrying + row.difficult)
	return _columns(by), reporting.titled(rows, reporting.AREA)


def _figures(visit) -> dict:
	raised = visit.matter.notnull() & (visit.matter != "")
	still_open = raised & (visit.outcome == "Open")
	return {
		"urgent": visit.matter == "Urgent Matter",
		"worrying": visit.matter == "Worrying Matter",
		"difficult": visit.matter == "Difficult Matter",
		"closed": raised & (visit.outcome == "Closed in the Grid"),
		"handed_on": raised & (visit.outcome == "Handed On"),
		"still_open": still_open,
		"overdue": still_open & (visit.follow_up_by < nowdate()),
	}


def _columns(by: str) -> list[dict]:
	return [
		reporting.title_column(by),
		column("visits", _("Visits")),
		column("urgent", _("Urgent Matter")),
		column("worrying", _("Worrying Matter")),
		column("difficult", _("Difficult Matter")),
		column("closed", _("Closed in the Grid"), width=120),
		column("rate", _("Share (%)"), "Float", 100, precision=1),
		column("handed_on", _("Handed On")),
		column("still_open", _("Open")),
		column("overdue", _("Overdue")),
	]
