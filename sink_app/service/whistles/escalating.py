"""A whistle that nobody takes on, or settles, in time goes one level up (hook: scheduler_events)."""

import frappe
from frappe import _
from frappe.utils import escape_html, format_datetime, get_datetime, now_datetime

from sink_app.approvals import log, reminders, waiting
from sink_app.service.whistles import BLOWN, IN_HAND, LATE, WHISTLE, limits


def take_up():
	"""Pass up whatever is late by now. May be run at any time, and twice at once: nothing happens twice.

	Each whistle is locked, looked at again and committed by itself; passing it up moves its next time on.
	"""
	for name in _late():
		if pass_up(name):
			# a job's own transaction: what was passed up stays so if the next one breaks
			frappe.db.commit()


def pass_up(name: str) -> bool:
	"""Pass one whistle up if it is late; tells whether it was."""
	doc = frappe.get_doc(WHISTLE, name, for_update=True)
	now = now_datetime()
	if doc.workflow_state not in (BLOWN, IN_HAND) or not doc.next_escalation:
		return False
	if get_datetime(doc.next_escalation) > now:
		return False
	missed, handler = doc.next_escalation, limits.next_handler(doc)
	# at the top nobody is left to pass it to; the lists and the daily summary go on saying that it is late
	following = limits.respond_by(doc, now) if handler else None
	doc.db_set(
		{
			"handled_at": handler or doc.handled_at,
			"escalations": doc.escalations + bool(handler),
			"next_escalation": following,
		}
	)
	_write_down(doc, missed)
	_tell(doc)
	return True


def _late() -> list[str]:
	# acts for itself: a job looks after every whistle
	return frappe.get_all(
		WHISTLE,
		filters={
			"workflow_state": ("in", (BLOWN, IN_HAND)),
			"next_escalation": ("<=", now_datetime()),
		},
		pluck="name",
		order_by="next_escalation asc",
	)


def _write_down(doc, missed):
	step = {"action": LATE, "state": doc.workflow_state, "next_state": doc.workflow_state}
	when = format_datetime(missed, "yyyy-MM-dd HH:mm")
	if doc.workflow_state == BLOWN:
		reason = _("Nobody had taken it on by {0}; now with: {1}.")
	else:
		reason = _("It was not settled by {0}; now with: {1}.")
	log.write(doc, step, reason.format(when, _(doc.handled_at)))


def _tell(doc):
	subject = _("Late whistle, now with: {0} · {1}").format(_(doc.handled_at), escape_html(doc.title))
	for user in waiting.people(doc):
		reminders.tell(user, subject, WHISTLE, doc.name)
