"""践诺公开情况: which communities have told how promises were kept, and which are late."""

import frappe
from frappe import _
from frappe.utils import date_diff, nowdate

from sink_app.registration import reporting
from sink_app.registration.commitments import PUBLICATION, publications
from sink_app.registration.reporting import column


def execute(filters: dict | None = None) -> tuple[list, list]:
	"""One row a publication of the year that the asker may read, in the order of periods and places."""
	filters = frappe._dict(filters or {})
	year = reporting.year_of(filters)
	narrowed = {field: filters[field] for field in ("street", "community") if filters.get(field)}
	found = frappe.get_list(
		PUBLICATION,
		filters={"to_date": ("between", (f"{year}-01-01", f"{year}-12-31")), **narrowed},
		fields=["name", "title", "community", "street", "due_date", "status", "published_on"],
		order_by="to_date desc, street asc, title asc",
		limit_page_length=0,
	)
	streets = reporting.titles("Sink Area", {row.street for row in found})
	rows = [
		{
			"publication": row.name,
			"street": streets.get(row.street),
			"title": row.title,
			"due_date": row.due_date,
			"status": _(row.status),
			"published_on": row.published_on,
			"days_late": _days_late(row),
		}
		for row in found
	]
	return _columns(), rows


def _days_late(row) -> int:
	until = row.published_on if row.status == publications.PUBLISHED else nowdate()
	return max(0, date_diff(until, row.due_date))


def _columns() -> list[dict]:
	return [
		column("publication", _("Open Record"), "Link", 90, options=PUBLICATION),
		column("street", _("Street"), "Data", 160),
		column("title", _("Publication"), "Data", 320),
		column("due_date", _("To Be Published by"), "Date", 110),
		column("status", _("Status"), "Data", 110),
		column("published_on", _("Published On"), "Date", 110),
		column("days_late", _("Days Late"), "Int", 90),
	]
