"""What communities hear of teams and duties in their daily summary (hook: digest_sources)."""

from collections import defaultdict

import frappe
from frappe import _
from frappe.utils import add_days, getdate, nowdate

from sink_app.access import stands
from sink_app.approvals.digests import DUE_SOON, OVERDUE, Line
from sink_app.service.rosters import PUBLISHED, ROSTER, planning
from sink_app.service.teams import AT_WORK, TEAM

CAPTAIN_BEFORE = 30
"""Days before a captain's time is over that the community looks again whom it wants."""
DUTY_BEFORE = 5


def lines_of_captains() -> dict[str, list[Line]]:
	"""Teams whose captain's time is over soon, by who looks after teams at the community."""
	today = getdate(nowdate())
	# acts for itself: a job reminds every community
	rows = frappe.get_all(
		TEAM,
		filters={
			"workflow_state": ("in", AT_WORK),
			"captain_until": ("between", ("2000-01-01", add_days(today, CAPTAIN_BEFORE))),
		},
		fields=["name", "team_name", "community", "captain_until"],
		order_by="captain_until asc",
	)
	return _by_user(
		(
			row.community,
			Line(
				OVERDUE if row.captain_until < today else DUE_SOON,
				TEAM,
				row.name,
				f"{_('Captain Until')} · {row.team_name}",
				row.captain_until,
			),
		)
		for row in rows
	)


def lines_of_empty_days() -> dict[str, list[Line]]:
	"""Working days of the next week on which nobody is on duty any more, by who looks after teams there."""
	today = getdate(nowdate())
	until = getdate(add_days(today, DUTY_BEFORE))
	# acts for itself: see above
	rosters = frappe.get_all(
		ROSTER,
		filters={"workflow_state": PUBLISHED, "from_date": ("<=", until), "to_date": (">=", today)},
		fields=["name", "title", "community", "from_date", "to_date", "holiday_list"],
		order_by="from_date asc",
	)
	return _by_user(
		(
			roster.community,
			Line(DUE_SOON, ROSTER, roster.name, f"{_('Days Without Anybody')} · {roster.title}", day),
		)
		for roster in rosters
		for day in planning.empty_days(roster)
		if today <= day <= until
	)


def _by_user(lines) -> dict[str, list[Line]]:
	found: dict[str, list[Line]] = defaultdict(list)
	for community, line in lines:
		for user in _who_looks_after(community):
			found[user].append(line)
	return found


def _who_looks_after(community: str) -> list[str]:
	# acts for itself: who is to hear of it is read from the stands
	users = frappe.get_all("Sink Stand", filters={"area": community}, pluck="user", order_by="creation asc")
	return [
		user
		for user in dict.fromkeys(users)
		if any(stand.node == community for stand in stands.granting(user, TEAM, "write"))
	]
