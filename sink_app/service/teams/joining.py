"""Joining a team: a member applies, captain or community answers; who is taken stands in the team."""

import frappe
from frappe import _
from frappe.utils import cint, nowdate

from sink_app.approvals import following, steps
from sink_app.service.teams import (
	APPLICATION,
	AT_WORK,
	CAPTAIN,
	DEPUTY,
	PARTY_MEMBER,
	PLAIN,
	TEAM,
	TEAM_MEMBER,
	people,
	seats,
)

OPEN, ACCEPTED, DECLINED, WITHDRAWN = (
	*("Application Open", "In the Team", "Application Declined", "Application Withdrawn"),
)
APPLY, TAKE, DECLINE, WITHDRAW = (
	*("Apply to Team", "Take Into Team", "Decline Application", "Withdraw Application"),
)


class NotTheCaptain(frappe.PermissionError):
	pass


class AnsweredAlready(frappe.ValidationError):
	pass


class TeamFull(frappe.ValidationError):
	pass


class ReasonMissing(frappe.ValidationError):
	pass


class NotInTeam(frappe.ValidationError):
	pass


def apply(member: str, team: str, words: str | None = None):
	"""File an application and hand it in; returns it."""
	application = frappe.get_doc({"doctype": APPLICATION, "member": member, "team": team, "words": words})
	application.insert()
	return steps.take(APPLICATION, application.name, APPLY)


def answer(name: str, accepts: bool, reason: str | None, captain: str):
	"""The captain's own answer, who needs no post at the community for it.

	:param captain: the member who answers
	:raises NotTheCaptain, AnsweredAlready, ReasonMissing: and what the team's own rules refuse
	"""
	# the row is locked, so that of two answers the first counts
	application = frappe.get_doc(APPLICATION, name, for_update=True)
	if not leads(captain, application.team) or captain == application.member:
		frappe.throw(_("Only the captain or a deputy of this team answers its applications."), NotTheCaptain)
	if application.workflow_state != OPEN:
		frappe.throw(
			_("This application is at «{0}» already.").format(_(application.workflow_state)), AnsweredAlready
		)
	reason = (reason or "").strip()
	if not accepts and not reason:
		frappe.throw(_("Please say in a sentence why, so that the other side understands."), ReasonMissing)
	state, action = (ACCEPTED, TAKE) if accepts else (DECLINED, DECLINE)
	return following.put(application, state, action, reason)


def leads(member: str, team: str) -> bool:
	"""Whether a member is captain or deputy of a team today."""
	return team in led_by(member)


def led_by(member: str) -> list[str]:
	"""The teams at work whose captain or deputy a member is."""
	row, team = frappe.qb.DocType(TEAM_MEMBER), frappe.qb.DocType(TEAM)
	query = (
		frappe.qb.from_(row)
		.join(team)
		.on((team.name == row.parent) & (row.parenttype == TEAM))
		.select(team.name)
		.where((row.member == member) & row.role.isin([CAPTAIN, DEPUTY]))
		.where(row.to_date.isnull() | (row.to_date >= nowdate()))
		.where(team.workflow_state.isin(list(AT_WORK)))
	)
	return [name for (name,) in query.run()]


def enrol(team: str, member: str):
	"""Put a member into a team under the lock of the team's row, past whatever anybody read of it before.

	:raises TeamFull, InTeamAlready, TooManyTeams:
	"""
	found = _locked(team)
	if found.quota and cint(found.member_count) >= found.quota:
		frappe.throw(_("«{0}» has found its {1} people.").format(found.team_name, found.quota), TeamFull)
	seats.take(team, found.kind, member)
	count = cint(found.member_count) + 1
	row = frappe.new_doc(TEAM_MEMBER)
	row.update({"parent": team, "parenttype": TEAM, "parentfield": "members", "idx": count})
	row.update({"member_kind": PARTY_MEMBER, "member": member, "role": PLAIN, "from_date": nowdate()})
	row.person_name = frappe.db.get_value("Sink Member", member, "member_name")
	row.db_insert()
	is_open = found.recruiting and not (found.quota and count >= found.quota)
	# a form of the team that is open somewhere is told to load anew, for the row would be lost with it
	frappe.db.set_value(TEAM, team, {"member_count": count, "recruiting": cint(is_open)})


def leave(team: str, member: str):
	"""A member leaves a team of their own will, from today on.

	:raises NotInTeam:
	"""
	found = _locked(team)
	# acts for itself: a member's own row, named by the caller
	rows = frappe.get_all(
		TEAM_MEMBER,
		filters={"parent": team, "parenttype": TEAM, "member": member},
		fields=["name", "to_date", "role"],
		order_by="idx asc",
	)
	rows = [row for row in rows if people.is_active(row)]
	if not rows:
		frappe.throw(_("You are not in this team."), NotInTeam)
	if rows[0].role == CAPTAIN:
		frappe.throw(_("You lead this team. Please ask the community to name another captain first."))
	# who leaves today is in the team until yesterday: the seat is free at once
	frappe.db.delete(TEAM_MEMBER, {"name": rows[0].name})
	seats.release(team, member)
	frappe.db.set_value(TEAM, team, {"member_count": max(0, cint(found.member_count) - 1)})


def _locked(team: str) -> frappe._dict:
	table = frappe.qb.DocType(TEAM)
	fields = (table.team_name, table.kind, table.quota, table.member_count, table.recruiting)
	return frappe.qb.from_(table).select(*fields).where(table.name == team).for_update().run(as_dict=True)[0]
