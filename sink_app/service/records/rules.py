"""The rules of a service record that ask more than the record itself (domain rules of 服务记录)."""

from datetime import timedelta

import frappe
from frappe import _
from frappe.utils import format_datetime, get_datetime, now_datetime

from sink_app.access import query
from sink_app.registration.states import DISPATCHED, RESIDENCE, TAKEN_IN
from sink_app.service.doctype.sink_service_settings.sink_service_settings import settings
from sink_app.service.records import COMMUNITY_ROLES, DUTY, RECORD, REPLACED

REGISTRATION = "Sink Registration"


def overlapping(doc) -> dict | None:
	"""Another record of the same member in the same time: {name, starts_on, ends_on}.

	The member's row stays locked until the transaction ends, so that two filed at once see each other.
	"""
	member, table = frappe.qb.DocType("Sink Member"), frappe.qb.DocType(RECORD)
	frappe.qb.from_(member).select(member.name).where(member.name == doc.member).for_update().run()
	passed_over = [name for name in (doc.name, doc.replaces) if name]
	found = (
		frappe.qb.from_(table)
		.select(table.name, table.starts_on, table.ends_on)
		.where((table.member == doc.member) & (table.workflow_state != REPLACED))
		.where((table.starts_on < doc.ends_on) & (table.ends_on > doc.starts_on))
		.where(table.name.notin(passed_over or [""]))
		.limit(1)
		# what another request wrote while this one waited for the member
		.for_update()
		.run(as_dict=True)
	)
	return found[0] if found else None


def is_late(ends_on) -> bool:
	"""Whether a service ended so long ago that its record counts as a late entry (补录)."""
	return now_datetime() - get_datetime(ends_on) > timedelta(days=settings().late_after_days)


def span(starts_on, ends_on) -> str:
	"""From when to when, as people say it; the day is said again only where it is another one."""
	same_day = format_datetime(starts_on, "yyyy-MM-dd") == format_datetime(ends_on, "yyyy-MM-dd")
	end = format_datetime(ends_on, "HH:mm" if same_day else "yyyy-MM-dd HH:mm")
	return _("{0} to {1}").format(format_datetime(starts_on, "yyyy-MM-dd HH:mm"), end)


def registration_of(doc, community: str) -> str | None:
	"""The registration that a service belongs to: of its year and community, 居住地报到 first in spare time.

	None where the member helped in a community without being registered there.
	"""
	# acts for itself: which registration a service counts for is a fact, whoever enters the record
	found = frappe.get_all(
		REGISTRATION,
		filters={
			"member": doc.member,
			"year": doc.starts_on.year,
			"community": community,
			"workflow_state": ("in", TAKEN_IN),
		},
		fields=["name", "registration_type"],
		order_by="creation asc",
	)
	first = DISPATCHED if doc.time_kind == DUTY else RESIDENCE
	found.sort(key=lambda row: row.registration_type != first)
	return found[0].name if found else None


def is_of_residence(registration: str | None) -> bool:
	"""Whether a registration is one where the member lives."""
	kind = registration and frappe.db.get_value(REGISTRATION, registration, "registration_type")
	return kind == RESIDENCE


def is_one_of_their_own(doc) -> bool:
	"""Whether the member works for the community that would confirm the record."""
	user = frappe.db.get_value("Sink Member", doc.member, "user")
	return bool(user) and bool(query.roles_at(doc, user) & set(COMMUNITY_ROLES))
