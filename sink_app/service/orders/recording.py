"""What a service record takes over from an order (hooks: service_record_sources, service_record_offers)."""

import frappe
from frappe import _
from frappe.utils import add_days, now_datetime

from sink_app.service.emergencies import ordering
from sink_app.service.orders import CANCELLED, CLAIM, DONE, HELD, ORDER

OFFERED_DAYS = 60
MOST = 10


class CalledOff(frappe.ValidationError):
	"""Nobody served in an order that was cancelled."""


def source(name: str) -> dict:
	"""Times, place and content of the service that an order was, so that nobody types them again."""
	fields = [
		*("starts_on", "ends_on", "area", "category", "title", "duties", "workflow_state"),
		*("team", "emergency"),
	]
	row = frappe.db.get_value(ORDER, name, fields, as_dict=True)
	if row.workflow_state == CANCELLED:
		frappe.throw(_("«{0}» was called off; no service is recorded of it.").format(row.title), CalledOff)
	return {
		"starts_on": row.starts_on,
		"ends_on": row.ends_on,
		"area": row.area,
		"category": row.category,
		"content": row.duties or row.title,
		"time_kind": "Spare Time",
		"is_emergency": ordering.is_real(row.emergency),
		"emergency": row.emergency,
		"team": row.team,
	}


def offers(member: str) -> list[dict]:
	"""The orders that a member held and that have begun, the last first."""
	table = frappe.qb.DocType(CLAIM)
	rows = (
		frappe.qb.from_(table)
		.select(table.service_order, table.order_title)
		.where((table.member == member) & table.status.isin([HELD, DONE]))
		.where(table.starts_on[add_days(now_datetime(), -OFFERED_DAYS) : now_datetime()])
		.orderby(table.starts_on, order=frappe.qb.desc)
		.limit(MOST)
		.run(as_dict=True)
	)
	return [{"source_doctype": ORDER, "source": row.service_order, "title": row.order_title} for row in rows]
