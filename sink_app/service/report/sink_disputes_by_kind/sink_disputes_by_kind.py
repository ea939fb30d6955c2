"""微治理台账: disputes by kind or place, settled at the budding stage or passed on; no persons."""

from frappe import _
from frappe.query_builder.functions import Count
from frappe.utils import cint

from sink_app.registration import reporting
from sink_app.registration.reporting import column, number_of, percent

DISPUTE = "Sink Dispute"
LEVELS = ("District", "Street", "Community", "Grid")
KIND = "Dispute Kind"
PLACES = ("district", "street", "community", "grid")


def execute(filters: dict | None = None) -> tuple[list[dict], list[dict]]:
	"""One row a kind or place: found, settled, passed on, being mediated, and the share that was settled."""
	filters = filters or {}
	by = filters.get("by") if filters.get("by") in LEVELS else KIND
	dispute, found = reporting.asked(DISPUTE, filters, PLACES)
	node = dispute.kind if by == KIND else dispute[reporting.COLUMN_OF[by]]
	figures = {
		"settled": dispute.outcome == "Settled",
		"passed_on": dispute.outcome == "Passed On",
		"mediated": dispute.outcome == "Being Mediated",
	}
	query = found.select(
		node.as_("node"),
		Count("*").as_("disputes"),
		*(number_of(condition).as_(name) for name, condition in figures.items()),
	).groupby(node)
	rows = reporting.between(query, dispute.found_on, filters).run(as_dict=True)
	for row in rows:
		row.update({name: cint(row[name]) for name in figures})
		row.rate = percent(row.settled, row.disputes)
		row.title = row.node
	return _columns(by), rows if by == KIND else reporting.titled(rows, reporting.AREA)


def _columns(by: str) -> list[dict]:
	return [
		column("title", _(by), "Data", 220),
		column("disputes", _("Disputes")),
		column("settled", _("Settled")),
		column("passed_on", _("Passed On")),
		column("mediated", _("Being Mediated"), width=120),
		column("rate", _("Settled (%)"), "Float", 110, precision=1),
	]
