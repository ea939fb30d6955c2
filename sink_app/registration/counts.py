"""How many members there are of whom and where, for papers and thresholds."""

import frappe
from frappe.query_builder.functions import Count
from frappe.utils import cint, nowdate

from sink_app.registration.states import DISPATCHED, IN_SERVICE, RESIDENCE, TAKEN_IN


def of_unit_in_community(organization: str, community: str) -> dict[str, int]:
	"""A unit's members in service, and how many are dispatched to or live in a community this year."""
	member, table = frappe.qb.DocType("Sink Member"), frappe.qb.DocType("Sink Registration")
	level = frappe.db.get_value("Sink Organization", organization, "level")
	column = {"System": "system", "Second Level": "second_level"}.get(level, "unit")
	[(members,)] = (
		frappe.qb.from_(member)
		.select(Count("*"))
		.where((member[column] == organization) & (member.status == IN_SERVICE))
		.run()
	)
	kinds = dict(
		frappe.qb.from_(table)
		.select(table.registration_type, Count("*"))
		.where((table.year == cint(nowdate()[:4])) & (table.community == community))
		.where((table[column] == organization) & table.workflow_state.isin(list(TAKEN_IN)))
		.groupby(table.registration_type)
		.run()
	)
	return {
		"member_count": members,
		"dispatched_count": kinds.get(DISPATCHED, 0),
		"resident_count": kinds.get(RESIDENCE, 0),
	}


def concentration_of(community: str) -> frappe._dict:
	"""Members, households and members for every so many households of a community; whether it is flagged."""
	table = frappe.qb.DocType("Sink Registration")
	[(members,)] = (
		frappe.qb.from_(table)
		.select(Count(table.member).distinct())
		.where((table.year == cint(nowdate()[:4])) & (table.community == community))
		.where(table.workflow_state.isin(list(TAKEN_IN)))
		.run()
	)
	settings = frappe.get_cached_doc("Sink Registration Settings")
	households = cint(frappe.db.get_value("Sink Area", community, "households"))
	return frappe._dict(
		members=members,
		households=households,
		unit=settings.concentration_households,
		per_unit=round(members * settings.concentration_households / households) if households else 0,
		is_flagged=is_concentrated(members, households, settings),
	)


def is_concentrated(members: int, households: int, settings) -> bool:
	"""武组通〔2021〕37号: more than 500 members for every 3000 households; both numbers are the office's."""
	return (
		households >= max(1, settings.min_households)
		and members * settings.concentration_households > settings.concentration_members * households
	)
