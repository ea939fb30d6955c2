"""What the printed 服务单 says beside the order's own fields: one sheet to sign on the spot (hook: jinja)."""

import frappe
from frappe.utils import format_datetime

from sink_app.service.orders import CLAIM, DONE, HELD

LINES = 8
"""So many problems stand on the sheet; the form has them all."""


def sink_order_sheet(doc) -> frappe._dict:
	"""Place, times, unit, team, who goes (with empty lines up to the number needed) and the handling log."""
	# what stands above the reader's permission level is left out of the paper as well
	doc.apply_fieldlevel_read_permissions()
	people = frappe.get_list(
		CLAIM,
		filters={"service_order": doc.name, "status": ("in", (HELD, DONE))},
		pluck="member_name",
		order_by="place asc",
		limit_page_length=0,
	)
	return frappe._dict(
		area=frappe.get_cached_value("Sink Area", doc.area, "title"),
		address=doc.get("address") or "",
		contact_phone=doc.get("contact_phone") or "",
		unit=frappe.db.get_value("Sink Organization", doc.organization, "org_name") or "",
		team=frappe.db.get_value("Sink Team", doc.team, "team_name") or "",
		starts_on=_moment(doc.starts_on),
		ends_on=_moment(doc.ends_on),
		people=[*people, *[""] * max(0, min(doc.head_count, 12) - len(people))],
		problems=[f"{row.problem}：{row.handling or ''}" for row in doc.problems[-LINES:]],
	)


def _moment(moment) -> str:
	return format_datetime(moment, "yyyy-MM-dd HH:mm") if moment else ""
