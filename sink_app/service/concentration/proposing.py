"""A proposal for a street or a district: read in sets, solved, and handed on to 党员调剂."""

import frappe
from frappe import _
from frappe.query_builder.functions import Count
from frappe.utils import cint, now_datetime

from sink_app.registration import counts
from sink_app.registration.states import DISPATCHED, PLACED, TAKEN_IN
from sink_app.service.concentration import moves

AREA, REGISTRATION, REALLOCATION = "Sink Area", "Sink Registration", "Sink Reallocation"


class NothingFlagged(frappe.ValidationError):
	pass


def fill(proposal):
	"""Work out the moves anew; raises NothingFlagged where no community is above the ratio."""
	settings = frappe.get_cached_doc("Sink Registration Settings")
	facts = _communities(proposal)
	own = _own(proposal, facts)
	excess = {
		name: facts[name].members - _allowed(facts[name], settings)
		for name in own
		if counts.is_concentrated(facts[name].members, facts[name].households, settings)
	}
	if not excess:
		frappe.throw(_("No community here is above the ratio."), NothingFlagged)
	people = _people(proposal, list(excess))
	room = _room(facts, excess, settings)
	nearness = _nearness(people, list(room), facts)
	answer = moves.solve(
		moves.Question(excess, room, [(each.name, each.community) for each in people], nearness)
	)
	_write(proposal, answer, {each.name: each for each in people}, nearness, excess, facts)


def draft_reallocations(proposal) -> list[str]:
	"""A draft of 党员调剂 for every pair of communities; the district agrees to each."""
	pairs: dict[tuple[str, str], list] = {}
	for row in proposal.moves:
		pairs.setdefault((row.from_community, row.to_community), []).append(row)
	made = []
	for (giving, taking), rows in pairs.items():
		reallocation = frappe.get_doc(
			{
				"doctype": REALLOCATION,
				"from_community": giving,
				"to_community": taking,
				"reason": _("Members are many for the households; the nearest community that lacks hands."),
				"members": [{"registration": row.registration} for row in rows],
			}
		).insert()
		for row in rows:
			row.reallocation = reallocation.name
		made.append(reallocation.name)
	return made


def _communities(proposal) -> dict[str, frappe._dict]:
	"""Households and members of every community of the district: how many, and nobody's name."""
	area, table = frappe.qb.DocType(AREA), frappe.qb.DocType(REGISTRATION)
	district = frappe.db.get_value(AREA, proposal.area, "district")
	rows = (
		frappe.qb.from_(area)
		.select(area.name, area.title, area.street, area.district, area.households)
		.where((area.level == "Community") & (area.district == district) & (area.disabled == 0))
		.orderby(area.lft)
		.run(as_dict=True)
	)
	members = dict(
		frappe.qb.from_(table)
		.select(table.community, Count(table.member).distinct())
		.where((table.year == proposal.year) & (table.district == district))
		.where(table.workflow_state.isin(list(TAKEN_IN)))
		.groupby(table.community)
		.run()
	)
	for row in rows:
		row.update({"members": members.get(row.name, 0), "households": cint(row.households)})
	return {row.name: row for row in rows}


def _own(proposal, facts: dict) -> list[str]:
	"""The communities whose members the proposal may move: those of its street or district."""
	return [name for name, row in facts.items() if proposal.area in (row.street, row.district)]


def _allowed(row, settings) -> int:
	return settings.concentration_members * row.households // settings.concentration_households


def _room(facts: dict, excess: dict, settings) -> dict[str, int]:
	"""How many each other community lacks to the district's average; to the ratio, if that is not enough."""
	others = [row for name, row in facts.items() if name not in excess and row.households]
	households = sum(row.households for row in facts.values()) or 1
	members = sum(row.members for row in facts.values())
	for up_to in (
		lambda row: min(members * row.households // households, _allowed(row, settings)),
		lambda row: _allowed(row, settings),
	):
		room = {row.name: up_to(row) - row.members for row in others if up_to(row) > row.members}
		if sum(room.values()) >= sum(excess.values()):
			break
	return room


def _people(proposal, communities: list[str]) -> list:
	"""Dispatched members in the flagged communities that the asker may read; who lives there stays."""
	rows = frappe.get_list(
		REGISTRATION,
		filters={
			"community": ("in", communities),
			"year": proposal.year,
			"registration_type": DISPATCHED,
			"workflow_state": PLACED,
		},
		fields=["name", "member", "member_name", "community", "street"],
		order_by="creation desc",
		limit_page_length=0,
	)
	member = frappe.qb.DocType("Sink Member")
	homes = (
		frappe.qb.from_(member)
		.select(member.name, member.community, member.street)
		.where(member.name.isin([row.member for row in rows] or [""]))
		.run()
	)
	home = {name: (community, street) for name, community, street in homes}
	for row in rows:
		row.home, row.home_street = home.get(row.member, (None, None))
	# whoever lives in the community serves where they live, also when dispatched there
	return [row for row in rows if row.home != row.community]


def _nearness(people: list, communities: list[str], facts: dict) -> dict[tuple[str, str], int]:
	found = {}
	for each in people:
		for name in communities:
			street = facts[name].street
			if name == each.home:
				near = moves.HOME
			elif street == each.home_street:
				near = moves.NEAR_HOME
			else:
				near = moves.NEAR_OLD if street == each.street else moves.IN_DISTRICT
			found[each.name, name] = near
	return found


def _write(proposal, answer: moves.Answer, people: dict, nearness: dict, excess: dict, facts: dict):
	words = _words_of_nearness()
	rows = [
		{
			"registration": name,
			"member_name": people[name].member_name,
			"from_community": people[name].community,
			"to_community": community,
			"reason": words[nearness[name, community]],
		}
		for name, community in answer.moves
	]
	rows.sort(key=lambda row: (row["from_community"], row["to_community"], row["member_name"]))
	left = _("{0}: {1} too many stay, for nobody else may be moved or no community lacks hands")
	proposal.set("moves", rows)
	proposal.update(
		{
			"generated_on": now_datetime(),
			"flagged": len(excess),
			"excess": sum(excess.values()),
			"moved": len(rows),
			"left_over": "\n".join(left.format(facts[name].title, n) for name, n in answer.left.items()),
			"solver_words": _verdict(answer, sum(excess.values())),
		}
	)


def _words_of_nearness() -> dict[int, str]:
	return {
		moves.HOME: _("Lives there"),
		moves.NEAR_HOME: _("In the street of the home"),
		moves.NEAR_OLD: _("In the same street"),
		moves.IN_DISTRICT: _("In the same district"),
	}


def _verdict(answer: moves.Answer, excess: int) -> str:
	"""The solver's own verdict: by its bound no proposal with fewer or nearer moves does as much."""
	if answer.is_proven:
		words = _("Proven best: at least {0} have to move, {1} do ({2}; cost {3}, bound {4}; {5} s)")
	else:
		words = _("Best found in the time given: {0} too many, {1} move ({2}; cost {3}, bound {4}; {5} s)")
	least = excess - sum(answer.left.values()) if answer.is_proven else excess
	seconds = f"{answer.seconds:.1f}"
	return words.format(least, len(answer.moves), answer.status, answer.objective, answer.bound, seconds)
