"""七月通报缺项: branches that have not told their members how the three ones go."""

from frappe import _
from frappe.utils import formatdate, getdate, nowdate

from sink_app.joint_projects import ONES_FIXED, THREE_ONES, settings
from sink_app.registration import reporting
from sink_app.registration.reporting import AREA, ORGANIZATION, column

PLACES = ("system", "unit", "district", "street", "community")


def execute(filters: dict | None = None):
	"""One row a plan that is agreed on and of which no notice was given; before July nothing is missing."""
	filters = filters or {}
	year = reporting.year_of(filters)
	begins, ends = settings.day("notice_from", year), settings.day("notice_due", year)
	if getdate(nowdate()) < begins:
		return _columns(), [], _("The members are told from {0} on.").format(formatdate(begins))
	table, found = reporting.asked(THREE_ONES, filters, PLACES)
	rows = (
		found.select(
			table.name, table.organization, table.unit, table.compound, table.done_count, table.fixed_on
		)
		.where((table.year == year) & (table.workflow_state == ONES_FIXED) & table.notice_on.isnull())
		.orderby(table.unit)
		.run(as_dict=True)
	)
	units = reporting.titles(ORGANIZATION, {name for row in rows for name in (row.unit, row.organization)})
	places = reporting.titles(AREA, {row.compound for row in rows})
	for row in rows:
		row.update({"unit_title": units.get(row.unit), "branch_title": units.get(row.organization)})
		row.update({"place": places.get(row.compound), "due": formatdate(ends)})
		row.late = _("Late") if getdate(nowdate()) > ends else ""
	return _columns(), rows


def _columns() -> list[dict]:
	return [
		column("unit_title", _("Unit"), "Data", 220),
		column("branch_title", _("Party Branch"), "Data", 200),
		column("place", _("Compound"), "Data", 180),
		column("name", _("Three Ones"), "Link", 140, options=THREE_ONES),
		column("done_count", _("Done of Three"), width=90),
		column("due", _("Due"), "Data", 100),
		column("late", _("Late"), "Data", 70),
	]
