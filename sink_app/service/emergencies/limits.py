"""The short limits of an emergency's orders: a reminder half-way, then one level further up each time.

An order is to be taken on within the hours of the emergency's kind, and done by its own end. With the
emergency its short limits end. (hook: scheduler_events, every five minutes)
"""

from datetime import datetime, timedelta

import frappe
from frappe import _
from frappe.utils import escape_html, flt, format_datetime, get_datetime, now_datetime

from sink_app.access import holders
from sink_app.approvals import log
from sink_app.service.emergencies import EMERGENCY, KIND, WARTIME
from sink_app.service.orders import ACCEPTED, DISPATCHED, IN_REVIEW, IN_SERVICE, ORDER, PLACED, telling
from sink_app.service.whistles import LATE

SHORTEST = 1.0
"""Hours where the kind says nothing."""
ABOVE = ("Sink Street Officer", "Sink District Organizer", "Sink City Organizer")
"""Who hears of a late order beside its community, one after the other."""
TO_TAKE_ON, TO_DO = (PLACED, IN_REVIEW, DISPATCHED), (ACCEPTED, IN_SERVICE)


def follow(order):
	"""Set the limit that an order's new state calls for; none once it is handed in, or peace returns."""
	if not order.emergency:
		return
	now = now_datetime()
	limits = {"take_on_by": order.take_on_by, "next_reminder": None, "late_steps": 0}
	if frappe.db.get_value(EMERGENCY, order.emergency, "mode") == WARTIME:
		if order.workflow_state in TO_TAKE_ON:
			limits["take_on_by"] = now + timedelta(hours=_hours(order.emergency))
			limits["next_reminder"] = _half_way(now, limits["take_on_by"])
		elif order.workflow_state in TO_DO:
			limits["next_reminder"] = _half_way(now, get_datetime(order.ends_on))
	order.db_set(limits, update_modified=False)


def take_up():
	"""Remind and pass up whatever is due. May be run at any time, and twice at once: nothing happens twice.

	Each order is locked, looked at again and committed by itself; what was said moves its next time on.
	"""
	# acts for itself: a job looks after every order
	due = frappe.get_all(
		ORDER,
		filters={"next_reminder": ("<=", now_datetime())},
		pluck="name",
		order_by="next_reminder asc",
	)
	for name in due:
		if remind(name):
			# a job's own transaction: what was passed up stays so if the next one breaks
			frappe.db.commit()


def remind(name: str) -> bool:
	"""Remind of one order, or pass it up where its limit is over; tells whether it was due."""
	order = frappe.get_doc(ORDER, name, for_update=True)
	now = now_datetime()
	if not order.next_reminder or get_datetime(order.next_reminder) > now:
		return False
	limit = get_datetime(order.take_on_by if order.workflow_state in TO_TAKE_ON else order.ends_on)
	if now < limit:
		order.db_set("next_reminder", limit, update_modified=False)
		telling.everybody(order, _words(order, limit))
	else:
		_pass_up(order, limit, now)
	return True


def _pass_up(order, limit: datetime, now: datetime):
	"""Tell the community again and who stands next above; at the top nobody is left to pass it to."""
	above = [people for role in ABOVE if (people := holders.of_role(order, role))]
	step = order.late_steps
	more = step + 1 < len(above)
	following = now + timedelta(hours=_hours(order.emergency)) if more else None
	order.db_set({"late_steps": step + 1, "next_reminder": following}, update_modified=False)
	words = _("Late: {0}").format(_words(order, limit))
	state = order.workflow_state
	log.write(order, {"action": LATE, "state": state, "next_state": state}, words)
	telling.everybody(order, words, above[step] if step < len(above) else [])


def _words(order, limit: datetime) -> str:
	title, moment = escape_html(order.title), format_datetime(limit, "MM-dd HH:mm")
	if order.workflow_state in TO_DO:
		return _("emergency order «{0}», to be done by {1}").format(title, moment)
	return _("emergency order «{0}», to be taken on by {1}: {2} of {3} people have said yes").format(
		title, moment, order.accepted or 0, order.head_count
	)


def _hours(emergency: str) -> float:
	kind = frappe.db.get_value(EMERGENCY, emergency, "kind")
	return flt(frappe.get_cached_value(KIND, kind, "take_on_within")) or SHORTEST


def _half_way(begin: datetime, end: datetime) -> datetime:
	return begin + max(end - begin, timedelta()) / 2
