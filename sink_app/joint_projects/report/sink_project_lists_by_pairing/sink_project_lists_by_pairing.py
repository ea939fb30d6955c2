"""Which units have their list of joint projects with each community they contact, since when."""

import frappe
from frappe import _
from frappe.query_builder.functions import Count
from frappe.utils import cint, formatdate, getdate, nowdate

from sink_app.joint_projects import ITEM, PROJECT_LIST, settings
from sink_app.registration import reporting
from sink_app.registration.reporting import AREA, ORGANIZATION, column
from sink_app.registration.yearly import REPLACED

PLACES = ("system", "unit", "district", "street", "community")
PAIRING = "Sink Pairing"


def execute(filters: dict | None = None) -> tuple[list[dict], list[dict]]:
	"""One row a current pairing, those without a list first."""
	filters = filters or {}
	year = reporting.year_of(filters)
	lists = _lists(filters, year)
	pairing, found = reporting.asked(PAIRING, filters, PLACES)
	places = (
		found.select(pairing.organization, pairing.area)
		.where((pairing.kind == "Unit and Community") & (pairing.from_date <= f"{year}-12-31"))
		.where(pairing.to_date.isnull() | (pairing.to_date >= max(nowdate(), f"{year}-01-01")))
		.run()
	)
	rows = [_row(place, lists.pop(place, None), year) for place in places]
	# a list of a pairing that has ended meanwhile is shown too
	rows += [_row(place, about, year) for place, about in lists.items()]
	units = reporting.titles(ORGANIZATION, {row.organization for row in rows})
	areas = reporting.titles(AREA, {row.community for row in rows})
	for row in rows:
		row.update({"unit_title": units.get(row.organization), "place": areas.get(row.community)})
	if filters.get("only_late"):
		rows = [row for row in rows if row.late or row.few or not row.name]
	return _columns(), sorted(rows, key=lambda row: (bool(row.name), row.unit_title or "", row.place or ""))


def _lists(filters: dict, year: int) -> dict[tuple, frappe._dict]:
	"""{(unit, community): the newest list of the year}, with the number of its projects."""
	table, found = reporting.asked(PROJECT_LIST, filters, PLACES)
	item = frappe.qb.DocType(ITEM)
	rows = (
		found.left_join(item)
		.on((item.parent == table.name) & (item.parenttype == PROJECT_LIST))
		.select(
			*(table[field] for field in ("name", "organization", "community", "version", "workflow_state")),
			*(table[field] for field in ("due_date", "confirmed_on", "filed_on", "is_late", "is_few")),
			Count(item.name).as_("projects"),
		)
		.where((table.year == year) & (table.workflow_state != REPLACED))
		.groupby(table.name)
		.orderby(table.version)
		.run(as_dict=True)
	)
	return {(row.organization, row.community): row for row in rows}


def _row(place: tuple, about, year: int) -> frappe._dict:
	organization, community = place
	due = settings.day("list_due", year)
	missing = about is None
	about = about or frappe._dict()
	late = cint(about.is_late) if not missing else cint(getdate(nowdate()) > due)
	return frappe._dict(
		name=about.name,
		organization=organization,
		community=community,
		projects=about.projects or 0,
		state=_(about.workflow_state) if about.workflow_state else _("missing"),
		due=formatdate(about.due_date or due),
		fixed=formatdate(about.confirmed_on) if about.confirmed_on else "",
		filed=formatdate(about.filed_on) if about.filed_on else "",
		late=_("Late") if late else "",
		few=_("Few") if about.is_few else "",
	)


def _columns() -> list[dict]:
	return [
		column("unit_title", _("Unit"), "Data", 240),
		column("place", _("Community"), "Data", 150),
		column("name", _("List of Joint Projects"), "Link", 150, options=PROJECT_LIST),
		column("projects", _("Joint Projects"), width=90),
		column("state", _("Stage"), "Data", 110),
		column("due", _("To Be Fixed By"), "Data", 100),
		column("fixed", _("Fixed On"), "Data", 100),
		column("filed", _("Filed On"), "Data", 100),
		column("late", _("Late"), "Data", 70),
		column("few", _("Few"), "Data", 90),
	]
