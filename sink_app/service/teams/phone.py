"""我的团队 on the member's phone page: teams to join, and for captains who wishes to join theirs."""

import frappe
from frappe import _
from frappe.utils import cint, formatdate, nowdate

from sink_app.approvals import steps
from sink_app.registration.own import own_member
from sink_app.registration.states import TAKEN_IN
from sink_app.service.teams import APPLICATION, AT_WORK, CAPTAIN, DEPUTY, TEAM, TEAM_MEMBER, cards, joining

LEADING = (CAPTAIN, DEPUTY)


@frappe.whitelist()
def card() -> dict:
	"""What the home page says: own teams, open applications, and how many teams may be joined."""
	member = own_member()
	own = _own_rows(member.name)
	communities = _communities(member.name)
	return {
		"teams": [{"name": row.team_name, "role": _(row.role)} for row in own],
		"open": len(_to_join(member.name, communities)),
		"to_answer": len(_to_answer(member.name)),
		"is_registered": bool(communities),
	}


@frappe.whitelist()
def page() -> dict:
	"""Own teams with their people, applications to answer and of one's own, and the teams to join."""
	member = own_member()
	return {
		"teams": [_team_card(row) for row in _own_rows(member.name)],
		"to_answer": _to_answer(member.name),
		"applied": _applied(member.name),
		"to_join": _to_join(member.name, _communities(member.name)),
	}


@frappe.whitelist(methods=["POST"])
def apply(team: str, words: str | None = None) -> dict:
	"""Apply to a team; returns the page as it stands then."""
	joining.apply(own_member().name, team, words)
	return page()


@frappe.whitelist(methods=["POST"])
def withdraw(application: str, seen_state: str) -> dict:
	"""Take one's own application back; returns the page as it stands then."""
	own_member()
	steps.take(APPLICATION, application, joining.WITHDRAW, seen_state=seen_state)
	return page()


@frappe.whitelist(methods=["POST"])
def answer(application: str, accepts: bool, reason: str | None = None) -> dict:
	"""The captain's yes or no to an application; returns the page as it stands then."""
	joining.answer(application, accepts, reason, captain=own_member().name)
	return page()


@frappe.whitelist(methods=["POST"])
def leave(team: str) -> dict:
	"""Leave a team; returns the page as it stands then."""
	joining.leave(team, own_member().name)
	return page()


def _own_rows(member: str) -> list:
	row, team = frappe.qb.DocType(TEAM_MEMBER), frappe.qb.DocType(TEAM)
	query = (
		frappe.qb.from_(row)
		.join(team)
		.on((team.name == row.parent) & (row.parenttype == TEAM))
		.select(
			*(team.name, team.team_name, team.kind, team.services, team.frequency, team.captain_name),
			*(team.office_contact, team.chat_group, team.community, row.role, row.batch),
		)
		.where((row.member == member) & team.workflow_state.isin(list(AT_WORK)))
		.where(row.to_date.isnull() | (row.to_date >= nowdate()))
		.orderby(team.team_name)
	)
	return query.run(as_dict=True)


def _team_card(row) -> dict:
	team = frappe.get_doc(TEAM, row.name)
	turns = [each for each in team.batches if each.batch == row.batch and str(each.to_date) >= nowdate()]
	return {
		"name": row.name,
		"title": row.team_name,
		"kind": _(row.kind),
		"role": _(row.role),
		"leads": row.role in LEADING,
		"is_captain": row.role == CAPTAIN,
		"place": frappe.db.get_value("Sink Area", row.community, "title"),
		"services": row.services or "",
		"frequency": row.frequency or "",
		"captain": row.captain_name or "",
		"contact": row.office_contact or "",
		"group": row.chat_group or "",
		"people": "、".join(each.person_name for each in team.members if not each.to_date),
		"turn": "；".join(f"{formatdate(each.from_date)}—{formatdate(each.to_date)}" for each in turns),
	}


def _to_answer(member: str) -> list[dict]:
	"""The open applications to the teams that a member leads."""
	teams = joining.led_by(member)
	# acts for itself: whoever leads a team reads who wishes to join it, and nothing else of the applicants
	rows = frappe.get_all(
		APPLICATION,
		filters={"team": ("in", teams), "workflow_state": joining.OPEN, "member": ("!=", member)},
		fields=["name", "team_name", "member_name", "about", "words", "creation"],
		order_by="creation asc",
	)
	return [{**row, "creation": formatdate(row.creation)} for row in rows] if teams else []


def _applied(member: str) -> list[dict]:
	rows = frappe.get_list(
		APPLICATION,
		filters={"member": member, "creation": (">=", f"{nowdate()[:4]}-01-01")},
		fields=["name", "team_name", "workflow_state", "answer"],
		order_by="creation desc",
		limit_page_length=20,
	)
	return [
		{
			"name": row.name,
			"title": row.team_name,
			"state": _(row.workflow_state),
			"seen_state": row.workflow_state,
			"style": frappe.db.get_value("Workflow State", row.workflow_state, "style") or "",
			"is_open": row.workflow_state == joining.OPEN,
			"answer": row.answer or "",
		}
		for row in rows
		if row.workflow_state != joining.ACCEPTED
	]


def _communities(member: str) -> list[str]:
	filters = {"member": member, "year": cint(nowdate()[:4]), "workflow_state": ("in", TAKEN_IN)}
	found = frappe.get_list("Sink Registration", filters=filters, pluck="community", order_by="creation asc")
	return list(dict.fromkeys(filter(None, found)))


def _to_join(member: str, communities: list[str]) -> list[dict]:
	"""Teams that take applications where the member is registered, but for own ones and those asked."""
	own = {row.name for row in _own_rows(member)}
	filters = {"member": member, "workflow_state": joining.OPEN}
	asked = set(frappe.get_list(APPLICATION, filters=filters, pluck="team", order_by="creation asc"))
	rows = [row for community in communities for row in cards.recruiting(community=community)]
	return [row for row in rows if row.name not in own | asked]
