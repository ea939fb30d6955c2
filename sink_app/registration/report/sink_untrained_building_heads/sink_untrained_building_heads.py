"""未培训楼栋长: building heads whom no training of the year has reached (湖北经济学院 plan, 四)."""

import frappe
from frappe import _
from frappe.utils import formatdate

from sink_app.registration import reporting
from sink_app.registration.posts import ASSIGNMENT, BUILDING_HEAD, ENDED
from sink_app.registration.reporting import MOST_ROWS, column

TARGETS = ("Building Heads", "Grid Workers and Building Heads")
"""The trainings that count."""


def execute(filters: dict | None = None):
	"""Every building head who was not trained in the year asked for."""
	filters = filters or {}
	year = reporting.year_of(filters)
	rows = _untrained(filters, year)
	for row in rows:
		row.since = formatdate(row.from_date) if row.from_date else ""
	message = reporting.cut_message(rows) or _(
		"Building heads without a training for building heads held in {0}."
	).format(year)
	return _columns(), reporting.titled(rows, reporting.AREA, "node", "place"), message


def _untrained(filters: dict, year: int) -> list:
	head, found = reporting.asked(ASSIGNMENT, filters)
	training, attendee = (frappe.qb.DocType(each) for each in ("Sink Training", "Sink Training Attendee"))
	trained = (
		frappe.qb.from_(attendee)
		.join(training)
		.on(training.name == attendee.parent)
		.select(attendee.member)
		.where((attendee.attended == 1) & attendee.member.isnotnull())
		.where((training.status == "Held") & training.target.isin(list(TARGETS)))
		.where((training.starts_on >= f"{year}-01-01") & (training.starts_on < f"{year + 1}-01-01"))
	)
	rows = (
		found.select(
			*(head.name, head.member, head.member_name.as_("title"), head.building, head.grid),
			*(head.community, head.branch, head.from_date),
		)
		.where((head.kind == BUILDING_HEAD) & (head.workflow_state != ENDED))
		.where(head.member.notin(trained))
		.orderby(head.community)
		.orderby(head.name)
		.limit(MOST_ROWS)
		.run(as_dict=True)
	)
	for row in rows:
		row.node = row.building or row.grid
	return reporting.titled(rows, reporting.ORGANIZATION, "branch", "branch_title")


def _columns() -> list[dict]:
	return [
		column("title", _("Member Name"), "Data", 160),
		column("place", _("Place"), "Data", 260),
		column("branch_title", _("Party Branch"), "Data", 240),
		column("since", _("Building Head Since"), "Data", 140),
	]
