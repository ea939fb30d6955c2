"""Members sign up for an activity, and take it back, until it begins."""

import frappe
from frappe import _
from frappe.utils import get_datetime, now_datetime

from sink_app.service.activities import (
	ACTIVITY,
	ATTENDED,
	HELD,
	PARTICIPANT,
	SIGN_UP,
	SIGNED_UP,
	WITHDRAWN,
)


class TooLate(frappe.ValidationError):
	"""The activity has begun."""


class NotHeld(frappe.ValidationError):
	"""An activity that was never published, or was called off."""


def sign_up(activity: str, member: str):
	"""Sign a member up; whoever withdrew before takes the same place again. Returns the participant."""
	about = {"activity": activity, "member": member}
	if name := frappe.db.get_value(PARTICIPANT, {**about, "status": WITHDRAWN}):
		participant = frappe.get_doc(PARTICIPANT, name, for_update=True)
		participant.status = SIGNED_UP
		return participant.save()
	return frappe.get_doc({"doctype": PARTICIPANT, **about}).insert()


def withdraw(participant: str):
	"""Give a place back; returns the participant."""
	doc = frappe.get_doc(PARTICIPANT, participant, for_update=True)
	starts_on = frappe.db.get_value(ACTIVITY, doc.activity, "starts_on")
	if get_datetime(starts_on) <= now_datetime() or doc.status != SIGNED_UP:
		frappe.throw(_("The activity has begun; the community keeps the list now."), TooLate)
	doc.status = WITHDRAWN
	return doc.save()


def open_to(communities: list[str]) -> list:
	"""The activities of communities that are open for sign-up and still lie ahead."""
	# acts for itself: what a community publishes is offered to all who are registered there
	return frappe.get_all(
		ACTIVITY,
		filters={
			"community": ("in", communities or [""]),
			"workflow_state": SIGN_UP,
			"starts_on": (">", now_datetime()),
		},
		fields=[
			*("name", "title", "kind", "category", "starts_on", "ends_on", "place", "area"),
			*("head_count", "signed_up", "content"),
		],
		order_by="starts_on asc",
	)


def facts(activity: str) -> dict:
	"""What an activity says of a service in it (hook: service_record_sources)."""
	doc = frappe.db.get_value(
		ACTIVITY,
		activity,
		[
			*("title", "starts_on", "ends_on", "area", "place", "category", "time_kind", "mode"),
			*("is_emergency", "content", "team", "workflow_state"),
		],
		as_dict=True,
	)
	if doc.workflow_state not in (SIGN_UP, HELD):
		frappe.throw(_("«{0}» was not published.").format(doc.title), NotHeld)
	return {**doc, "content": doc.content or doc.title}


def offers(member: str) -> list[dict]:
	"""The activities that a member took part in and has no record of (hook: service_record_offers)."""
	part, activity = frappe.qb.DocType(PARTICIPANT), frappe.qb.DocType(ACTIVITY)
	rows = (
		frappe.qb.from_(part)
		.join(activity)
		.on(activity.name == part.activity)
		.select(activity.name, activity.title)
		.where((part.member == member) & part.status.isin([SIGNED_UP, ATTENDED]) & part.record.isnull())
		.where(activity.starts_on < now_datetime())
		.orderby(activity.starts_on, order=frappe.qb.desc)
		.limit(10)
		.run(as_dict=True)
	)
	return [{"source_doctype": ACTIVITY, "source": row.name, "title": row.title} for row in rows]
