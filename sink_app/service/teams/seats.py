"""How many service teams a member is in, held by the database: every seat has a number of the member's.

A team's member stands once in the unique column `place`; who is in a team that counts also takes the lowest
free number of theirs in the unique column `seat`. Of many who enrol a member at once, as many as there are
numbers succeed, whatever each of them read before.
"""

import frappe
from frappe import _
from frappe.utils import getdate, now_datetime, nowdate

from sink_app.service.teams import COUNTED, DISSOLVED, PARTY_MEMBER, SEAT, TEAM, limits, people


class TooManyTeams(frappe.ValidationError):
	pass


class InTeamAlready(frappe.DuplicateEntryError):
	pass


def keep(team):
	"""Bring the seats of a team to what its rows say; members in the order of their names, as all do."""
	wanted = {} if team.workflow_state == DISSOLVED else _wanted(team)
	table = frappe.qb.DocType(SEAT)
	query = frappe.qb.from_(table).select(table.member, table.to_date, table.seat)
	held = {member: (to_date, seat) for member, to_date, seat in query.where(table.team == team.name).run()}
	for member in sorted(set(held) - set(wanted)):
		release(team.name, member)
	for member in sorted(wanted):
		if member not in held:
			take(team.name, team.kind, member, wanted[member])
			continue
		to_date, seat = held[member]
		if to_date != wanted[member]:
			frappe.db.set_value(SEAT, {"team": team.name, "member": member}, "to_date", wanted[member])
		if bool(seat) != (team.kind in COUNTED):
			release(team.name, member)
			take(team.name, team.kind, member, wanted[member])


def take(team: str, kind: str, member: str, to_date=None):
	"""Give a member a place in a team.

	:raises InTeamAlready:
	:raises TooManyTeams: the member is in as many service teams as the office allows
	"""
	_lock(member)
	name = frappe.generate_hash(length=16)
	if not _insert(name, team, member, to_date):
		frappe.throw(_("{0} is in this team already.").format(_name_of(member)), InTeamAlready)
	if kind in COUNTED and not _number(name, member):
		_refuse(member, team)


def release(team: str, member: str):
	"""A member leaves a team."""
	frappe.db.delete(SEAT, {"team": team, "member": member})


def check_room(member: str):
	"""Refuse, before anybody is bothered, who is in as many service teams as there may be."""
	if len(counted_teams(member)) >= limits.teams_per_member():
		_refuse(member)


def counted_teams(member: str, but: str | None = None) -> list[str]:
	"""The names of the service teams that a member is in."""
	seat, team = frappe.qb.DocType(SEAT), frappe.qb.DocType(TEAM)
	query = (
		frappe.qb.from_(seat)
		.join(team)
		.on(team.name == seat.team)
		.select(team.team_name)
		.where((seat.member == member) & seat.seat.isnotnull())
		.orderby(team.team_name)
	)
	if but:
		query = query.where(seat.team != but)
	return [name for (name,) in query.run()]


def release_ended():
	"""Nightly: whose time in a team has run out takes no seat any more."""
	frappe.db.delete(SEAT, {"to_date": ("<", nowdate())})


def _wanted(team) -> dict:
	return {
		row.member: row.to_date and getdate(row.to_date)
		for row in people.active(team)
		if row.member_kind == PARTY_MEMBER
	}


def _lock(member: str):
	"""One after another for a member; other members are not kept waiting."""
	table = frappe.qb.DocType("Sink Member")
	frappe.qb.from_(table).select(table.name).where(table.name == member).for_update().run()


def _insert(name: str, team: str, member: str, to_date) -> bool:
	now, user = now_datetime(), frappe.session.user
	values = (name, now, now, user, user, team, member, f"{team}/{member}", to_date)
	# acts for itself: the ledger of seats is nobody's to read or write but this module's
	frappe.db.sql(
		"""insert ignore into `tabSink Team Seat`
			(name, creation, modified, owner, modified_by, team, member, place, to_date)
			values (%s, %s, %s, %s, %s, %s, %s, %s, %s)""",
		values,
	)
	return _written()


def _number(name: str, member: str) -> bool:
	for number in range(1, limits.teams_per_member() + 1):
		values = (f"{member}/{number}", name)
		# acts for itself: see above
		frappe.db.sql("update ignore `tabSink Team Seat` set seat = %s where name = %s", values)
		if _written():
			return True
	return False


def _written() -> bool:
	# acts for itself: asks how many rows the statement before has changed
	return bool(frappe.db.sql("select row_count()")[0][0] > 0)


def _refuse(member: str, team: str | None = None):
	names = _(", ").join(counted_teams(member, but=team))
	frappe.throw(
		_("{0} is in {1} service teams already: {2}. Nobody is in more; one has to be left first.").format(
			_name_of(member), limits.teams_per_member(), names
		),
		TooManyTeams,
	)


def _name_of(member: str) -> str:
	return frappe.db.get_value("Sink Member", member, "member_name")
