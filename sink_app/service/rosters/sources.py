"""What a service record takes over from a duty (hooks `service_record_sources`, `service_record_offers`)."""

from datetime import datetime

import frappe
from frappe import _
from frappe.utils import add_days, formatdate, getdate, nowdate

from sink_app.service.rosters import PLANNED, SERVED, SHIFT, clock

OFFERED_DAYS = 14
"""So long a duty is offered to be written down."""


class NotServed(frappe.ValidationError):
	"""A duty that was called off, not published, or that nobody came to."""


def of_shift(name: str) -> dict:
	"""Who was on duty, when and where; full-time duty is no spare time (湖北经济学院 plan: 全脱产).

	:raises NotServed:
	"""
	shift = frappe.get_doc(SHIFT, name)
	day = getdate(shift.day)
	if shift.status not in (PLANNED, SERVED):
		frappe.throw(_("The duty on {0} is at «{1}».").format(formatdate(day), _(shift.status)), NotServed)
	return {
		"member": shift.member,
		"starts_on": datetime.combine(day, clock.of(shift.from_time)),
		"ends_on": datetime.combine(day, clock.of(shift.to_time)),
		"area": shift.community,
		"category": frappe.db.get_value("Sink Team", shift.team, "category"),
		"team": shift.team,
		"time_kind": "Duty",
		"is_emergency": 0,
		"content": _("On duty in the community"),
	}


def offers(member: str) -> list[dict]:
	"""The duties of the last two weeks that a member may write a record of, the newest first."""
	# acts for itself: the duties of the member who is offered them
	rows = frappe.get_all(
		SHIFT,
		filters={
			"member": member,
			"status": ("in", (PLANNED, SERVED)),
			"day": ("between", (add_days(nowdate(), -OFFERED_DAYS), nowdate())),
		},
		fields=["name", "day"],
		order_by="day desc",
	)
	return [
		{
			"source_doctype": SHIFT,
			"source": row.name,
			"title": _("Duty on {0}").format(formatdate(row.day)),
		}
		for row in rows
	]
