"""月度研究缺项: the lists on file whose projects were not studied in a month that is over."""

from frappe import _

from sink_app.joint_projects import PROJECT_LIST, studies
from sink_app.registration import reporting
from sink_app.registration.reporting import AREA, ORGANIZATION, column


def execute(filters: dict | None = None) -> tuple[list[dict], list[dict]]:
	"""One row a list, the one that lacks most first."""
	found = studies.missing(filters)
	units = reporting.titles(ORGANIZATION, {row.organization for row in found})
	places = reporting.titles(AREA, {row.community for row in found})
	rows = [
		{
			"unit_title": units.get(row.organization),
			"place": places.get(row.community),
			"name": row.name,
			"held": row.held,
			"lacking": len(row.months),
			"months": _(", ").join(row.months),
			"organization_id": row.organization,
			"area_id": row.community,
		}
		for row in found
	]
	return _columns(), sorted(rows, key=lambda row: -row["lacking"])


def _columns() -> list[dict]:
	return [
		column("unit_title", _("Unit"), "Data", 240),
		column("place", _("Community"), "Data", 150),
		column("name", _("List of Joint Projects"), "Link", 150, options=PROJECT_LIST),
		column("held", _("Months Studied"), width=100),
		column("lacking", _("Months Missing"), width=100),
		column("months", _("Which Months"), "Data", 260),
	]
