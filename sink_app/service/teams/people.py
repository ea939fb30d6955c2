"""The rows of a team: who stands in them, and what its kind asks of them."""

import frappe
from frappe import _
from frappe.utils import getdate, nowdate

from sink_app.organization import periods
from sink_app.registration.states import IN_SERVICE
from sink_app.service.teams import (
	AT_WORK,
	CAPTAIN,
	COMMANDO,
	DEPUTY,
	GRID_WORKER,
	PARTY_MEMBER,
	PLAIN,
	SQUAD,
	VOLUNTEER,
)

LINKS = {
	PARTY_MEMBER: ("member", "Sink Member", "member_name"),
	VOLUNTEER: ("volunteer", "Sink Volunteer", "volunteer_name"),
}
SQUAD_HOLDS = {GRID_WORKER: 1, PARTY_MEMBER: 1, VOLUNTEER: 2}
"""112下沉服务小分队: one grid worker leads one dispatched member and two volunteers (湖北经济学院 plan)."""


class PersonMissing(frappe.ValidationError):
	pass


class TwiceInTeam(frappe.ValidationError):
	pass


class TwoCaptains(frappe.ValidationError):
	pass


class NotInService(frappe.ValidationError):
	pass


class SquadNotOneOneTwo(frappe.ValidationError):
	pass


def is_active(row) -> bool:
	"""Whether somebody is in the team today or will be."""
	return not row.to_date or getdate(row.to_date) >= getdate(nowdate())


def active(team) -> list:
	"""The rows of those who are in a team."""
	return [row for row in team.members if is_active(row)]


def name_each(team):
	"""Every row names its person: from the record that is linked, or as typed in."""
	for row in team.members:
		for kind, (link, doctype, title) in LINKS.items():
			if row.member_kind != kind:
				row.set(link, None)
			elif row.get(link):
				row.person_name = frappe.db.get_value(doctype, row.get(link), title)
			else:
				frappe.throw(
					_("«Team Members», row {0}: please choose the {1}.").format(row.idx, _(kind)),
					PersonMissing,
				)
		row.person_name = (row.person_name or "").strip()
		if not row.person_name:
			frappe.throw(_("«Team Members», row {0}: «Name» is empty.").format(row.idx), PersonMissing)
		row.from_date = row.from_date or nowdate()
		periods.check_order(row)


def check_once(team):
	"""Nobody stands twice among those who are in the team."""
	seen = {}
	for row in active(team):
		key = (row.member_kind, row.member or row.volunteer or row.person_name)
		if key in seen:
			frappe.throw(
				_("«Team Members», row {0}: {1} stands in row {2} already.").format(
					row.idx, row.person_name, seen[key]
				),
				TwiceInTeam,
			)
		seen[key] = row.idx


def settle_captain(team):
	"""One captain, entered once: a new name in «Captain» goes into the rows, else the rows decide.

	A squad is led by its grid worker.
	"""
	if team.kind == SQUAD:
		for row in team.members:
			row.role = CAPTAIN if row.member_kind == GRID_WORKER else PLAIN
	elif team.captain and team.captain != _captain_before(team):
		_put_at_the_head(team, team.captain)
	rows = [row for row in active(team) if row.role == CAPTAIN]
	if len(rows) > 1:
		frappe.throw(
			_("«Team Members»: {0} are both captain. A team has one captain; others are deputies.").format(
				_(" and ").join(row.person_name for row in rows)
			),
			TwoCaptains,
		)
	team.captain = rows[0].member if rows else None
	team.captain_name = rows[0].person_name if rows else None
	team.captain_mobile = frappe.db.get_value("Sink Member", team.captain, "mobile") if team.captain else None


def captains(team) -> list:
	"""The rows of captain and deputies."""
	return [row for row in active(team) if row.role in (CAPTAIN, DEPUTY)]


def check_in_service(team):
	"""应急突击队 is made of members in service (在职党员干部)."""
	if team.kind != COMMANDO:
		return
	for row in active(team):
		status = row.member and frappe.db.get_value("Sink Member", row.member, "status")
		if status != IN_SERVICE:
			frappe.throw(
				_(
					"«Team Members», row {0}: {1} is no party member in service; a commando has no others."
				).format(row.idx, row.person_name),
				NotInService,
			)


def check_squad(team):
	"""1-1-2, never more; once it is set up, exactly that."""
	if team.kind != SQUAD:
		return
	held = [row.member_kind for row in active(team)]
	others = sorted({_(kind) for kind in held if kind not in SQUAD_HOLDS})
	wrong = [
		_("{0}: {1} instead of {2}").format(_(kind), held.count(kind), wanted)
		for kind, wanted in SQUAD_HOLDS.items()
		if held.count(kind) > wanted or (team.workflow_state in AT_WORK and held.count(kind) < wanted)
	]
	wrong += [_("{0}: none belongs here").format(kind) for kind in others]
	if wrong:
		frappe.throw(
			_("A 112 squad is one grid worker, one party member and two volunteers. {0}.").format(
				"；".join(wrong)
			),
			SquadNotOneOneTwo,
		)


def _captain_before(team) -> str | None:
	before = team.get_doc_before_save()
	return before.captain if before else None


def _put_at_the_head(team, member: str):
	"""Whoever led is a plain member from now on."""
	for row in team.members:
		if row.role == CAPTAIN and row.member != member:
			row.role = PLAIN
	own = next((row for row in active(team) if row.member == member), None)
	if not own:
		name = frappe.db.get_value("Sink Member", member, "member_name")
		values = {"member_kind": PARTY_MEMBER, "member": member, "person_name": name, "from_date": nowdate()}
		own = team.append("members", values)
	own.role = CAPTAIN
