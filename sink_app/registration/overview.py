"""Numbers of the overview that rest on registrations; each for whoever looks (Number Card, type Custom)."""

import frappe
from frappe import _
from frappe.query_builder.functions import Count
from frappe.utils import cint, nowdate

from sink_app.access import query
from sink_app.organization import compounds, reach
from sink_app.registration.doctype.sink_registration.sink_registration import PLACED


@frappe.whitelist()
def grid_coverage(filters: str | dict | None = None) -> str:
	"""Share of the grids in which at least one registered member has been placed this year."""
	reach.require("Sink Area")
	area = frappe.qb.DocType("Sink Area")
	grids = frappe.qb.from_(area).select(Count("*")).where((area.level == "Grid") & (area.disabled == 0))
	total = reach.narrowed(grids, area, "Sink Area").run()[0][0]
	if not total or query.readable("Sink Registration", frappe.session.user) == query.NOTHING:
		return _("none yet")
	staffed = frappe.get_list(
		"Sink Registration",
		filters={"workflow_state": PLACED, "year": cint(nowdate()[:4]), "grid": ("is", "set")},
		fields=["count(distinct grid) as grids"],
		order_by="grids asc",
	)[0].grids
	return f"{compounds.share(min(staffed, total), total):g}%"
