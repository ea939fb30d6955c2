"""What a community hears in its daily summary of records that wait for it too long (hook: digest_sources)."""

from collections import defaultdict
from datetime import timedelta

import frappe
from frappe import _
from frappe.query_builder.functions import Count, Min
from frappe.utils import get_url_to_list, getdate, now_datetime

from sink_app.access import stands
from sink_app.approvals.digests import OVERDUE, Line
from sink_app.service.doctype.sink_service_settings.sink_service_settings import settings
from sink_app.service.records import COMMUNITY_ROLES, RECORD, WAITING


def lines() -> dict[str, list[Line]]:
	"""One line a community, however many records wait there, by who confirms for it."""
	found: dict[str, list[Line]] = defaultdict(list)
	for community, number, since in _waiting():
		title = _("{0} service records wait for confirmation").format(number)
		due = getdate(since + timedelta(days=settings().remind_after_days))
		line = Line(OVERDUE, "Sink Area", community, title, due, get_url_to_list(RECORD))
		for user in _confirmers(community):
			found[user].append(line)
	return found


def _waiting() -> list[tuple]:
	"""(community, number, since) of records that were last touched before the limit."""
	table = frappe.qb.DocType(RECORD)
	limit = now_datetime() - timedelta(days=settings().remind_after_days)
	return (
		frappe.qb.from_(table)
		.select(table.community, Count("*"), Min(table.modified))
		.where(table.workflow_state.isin(WAITING) & (table.modified < limit))
		.groupby(table.community)
		.run()
	)


def _confirmers(community: str) -> list[str]:
	# acts for itself: who is to hear of it is read from the stands
	users = frappe.get_all(
		"Sink Stand",
		filters={"area": community, "role": ("in", COMMUNITY_ROLES)},
		pluck="user",
		order_by="creation asc",
	)
	return [
		user
		for user in dict.fromkeys(users)
		if any(stand.node == community for stand in stands.granting(user, RECORD, "write"))
	]
