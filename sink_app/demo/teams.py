"""The teams of the demo's community, one of its duty rosters, and what the street was told."""

import frappe
from frappe.utils import add_days, getdate, nowdate

from sink_app.approvals import steps
from sink_app.demo import people, source
from sink_app.demo.acting import acting_as
from sink_app.service.doctype.sink_duty_roster import sink_duty_roster
from sink_app.service.teams import batches, joining, squads
from sink_app.service.teams.people import active

TEAM, ROSTER, FILING, PAIR = "Sink Team", "Sink Duty Roster", "Sink Team Filing", "Sink Pair"
SECRETARY = "community"


def install():
	"""Insert what is missing; each step is taken by whose it is."""
	data = source.read("teams")
	community = source.area(data["community"])
	before, frappe.local.lang = frappe.local.lang, people.LANGUAGE
	try:
		_install(data, community)
	finally:
		frappe.local.lang = before


def _install(data: dict, community: str):
	"""What is compiled into words is compiled in the office's language."""
	with acting_as(source.user(SECRETARY)):
		for row in data["teams"]:
			_team(row, community)
		for grid in data["squads"]:
			_squad(source.area(grid), community)
		for row in data["pairs"]:
			_pair(row, community)
		_apply(data["application"])
		_file(community)
	for row in data["teams"]:
		if "roster" in row:
			_roster(row, community)


def _team(row: dict, community: str):
	about = {"team_name": row["name"], "community": community}
	if frappe.db.exists(TEAM, about):
		return
	team = frappe.get_doc(
		{
			"doctype": TEAM,
			**about,
			"kind": row["kind"],
			"organization": source.organization(row["organization"]) if "organization" in row else None,
			"captain": _member(row["captain"]) if row["captain"] else None,
			"captain_reason": row.get("reason"),
			"category": row.get("category"),
			"services": row["services"],
			"frequency": row["frequency"],
			"office_contact": row["office"],
			"chat_group": row.get("group"),
			"is_professional": row.get("professional", 0),
			"is_fixed": row.get("fixed", 0),
			"recruiting": row.get("recruiting", 0),
			"quota": row.get("quota"),
			"recruiting_words": row.get("words"),
			"from_date": f"{nowdate()[:4]}-01-15",
			"members": _rows(row, community),
			"guidance": _guidance(row),
		}
	)
	if "batches" in row:
		first = getdate(f"{nowdate()[:7]}-01")
		for batch in batches.planned(row["batches"], first, add_days(first, 59)):
			team.append("batches", batch)
		batches.shared_out(active(team), row["batches"])
	team.insert()
	steps.take(TEAM, team.name, "Set Up Team")


def _rows(row: dict, community: str) -> list[dict]:
	rows = [
		{"member_kind": "Party Member", "member": _member(name), "role": role}
		for role, names in (("Deputy Captain", row["deputies"]), ("Team Member", row["members"]))
		for name in names
	]
	volunteers = _volunteers(community)[: row.get("volunteers", 0)]
	rows += [{"member_kind": "Volunteer", "volunteer": name} for name in volunteers]
	rows += [{"member_kind": kind, "person_name": name} for kind, name in row.get("others", ())]
	if not row["captain"]:
		rows[0]["role"] = "Captain"
	return rows


def _guidance(row: dict) -> list[dict]:
	if "guided" not in row:
		return []
	return [{"day": f"{nowdate()[:4]}-01-20", "guide": "孟庆兰", "content": row["guided"]}]


def _squad(grid: str, community: str):
	"""A squad whose volunteers are still looked for stays a draft; the report of grids shows it."""
	if frappe.db.exists(TEAM, {"squad_of": grid}):
		return
	rows = squads.suggest(community, [grid])[grid]
	title = frappe.db.get_value("Sink Area", grid, "area_name")
	squad = frappe.get_doc(
		{
			"doctype": TEAM,
			"team_name": f"{title}112小分队",
			"kind": "112 Squad",
			"community": community,
			"grid": grid,
			"members": rows,
		}
	).insert()
	if squad.member_count == squad.recommended_size:
		steps.take(TEAM, squad.name, "Set Up Team")


def _pair(row: dict, community: str):
	member = _member(row["member"])
	if frappe.db.exists(PAIR, {"member": member, "kind": row["kind"]}):
		return
	volunteers = _volunteers(community)
	frappe.get_doc(
		{
			"doctype": PAIR,
			"kind": row["kind"],
			"member": member,
			"partner_name": row.get("partner"),
			"volunteer": volunteers[0] if row["kind"] == "Red Partners" else None,
			"community": community,
			"grid": source.area(row["grid"]),
			"services": row["services"],
			"from_date": f"{nowdate()[:4]}-03-05",
		}
	).insert()


def _apply(row: dict):
	about = {"team": frappe.db.get_value(TEAM, {"team_name": row["team"]}), "member": _member(row["member"])}
	if not frappe.db.exists("Sink Team Application", about):
		joining.apply(about["member"], about["team"], row["words"])


def _file(community: str):
	about = {"community": community, "year": int(nowdate()[:4])}
	if not frappe.db.exists(FILING, about):
		filing = frappe.get_doc({"doctype": FILING, **about}).insert()
		steps.take(FILING, filing.name, "Hand In Filing")


def _roster(row: dict, community: str):
	"""From the Monday after the site was made, so that there is always a duty ahead to look at."""
	team = frappe.db.get_value(TEAM, {"team_name": row["name"], "community": community})
	if frappe.db.exists(ROSTER, {"team": team}):
		return
	monday = add_days(getdate(nowdate()), 7 - getdate(nowdate()).weekday())
	with acting_as(people.organizer_of(source.organization(row["organization"]))):
		roster = frappe.get_doc(
			{
				"doctype": ROSTER,
				"team": team,
				"from_date": monday,
				"to_date": add_days(monday, row["roster"]["weeks"] * 7 - 3),
				"per_day": row["roster"]["per_day"],
				"place": row["roster"]["place"],
			}
		).insert()
		sink_duty_roster.generate(roster.name)
		steps.take(ROSTER, roster.name, "Publish Roster")


def _volunteers(community: str) -> list[str]:
	return frappe.get_list(
		"Sink Volunteer", filters={"community": community}, pluck="name", order_by="creation asc"
	)


def _member(member_name: str) -> str:
	return frappe.db.get_value("Sink Member", {"member_name": member_name})
