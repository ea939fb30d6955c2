"""团队备案: what the street is told of a community's teams, compiled from the teams themselves.

武组通〔2021〕37号: 数量、名称、队长姓名及联系方式, by 15 April.
"""

import frappe
from frappe import _
from frappe.query_builder.functions import Count

from sink_app.approvals import following
from sink_app.service.teams import AT_WORK, DRAFT, FILED, FILING, SET_UP, TEAM


def rows(community: str) -> list[dict]:
	"""A row a team at work in a community, with what is missing of it in words."""
	found = _teams(community)
	registered = _registered([row.captain for row in found if row.captain], community)
	return [
		{
			"team": row.name,
			"team_name": row.team_name,
			"kind": row.kind,
			"captain": row.captain,
			"captain_name": row.captain_name,
			"contact": " / ".join(filter(None, (row.captain_mobile, row.office_contact))),
			"people": row.member_count,
			"missing": "；".join(_missing(row, registered)),
		}
		for row in found
	]


def not_included(community: str) -> str:
	"""What stays out of the filing, in words; empty where nothing does."""
	# acts for itself: the community's own drafts, for who may file for the community
	drafts = frappe.get_all(
		TEAM,
		filters={"community": community, "workflow_state": DRAFT},
		pluck="team_name",
		order_by="team_name",
	)
	if not drafts:
		return ""
	return _("Not in this filing, for they are not set up yet: {0}.").format(_(", ").join(drafts))


def number_of(filing) -> str:
	"""The next number of the street in the filing's year; filings of one street take turns."""
	area = frappe.qb.DocType("Sink Area")
	frappe.qb.from_(area).select(area.name).where(area.name == filing.street).for_update().run()
	table = frappe.qb.DocType(FILING)
	given = (
		frappe.qb.from_(table)
		.select(Count("*"))
		.where((table.street == filing.street) & (table.year == filing.year))
		.where(table.filing_no.isnotnull() & (table.filing_no != "") & (table.name != filing.name))
		.run()[0][0]
	)
	return f"{filing.year}-{given + 1:03d}"


def settle(filing):
	"""The teams of a filing are on file with the street from now on."""
	for row in filing.teams:
		team = frappe.get_doc(TEAM, row.team)
		team.db_set("filing", filing.name)
		if team.workflow_state == SET_UP:
			following.put(team, FILED, "Give Filing Number", filing.filing_no)


def _teams(community: str) -> list:
	# acts for itself: the teams of the community that the filing, which may be written, speaks of
	return frappe.get_all(
		TEAM,
		filters={"community": community, "workflow_state": ("in", AT_WORK)},
		fields=[
			*("name", "team_name", "kind", "captain", "captain_name", "captain_mobile", "office_contact"),
			*("member_count", "services", "frequency"),
		],
		order_by="kind asc, team_name asc",
	)


def _registered(members: list[str], community: str) -> set[str]:
	"""The captains whose registration with the community counts."""
	table = frappe.qb.DocType("Sink Registration")
	query = (
		frappe.qb.from_(table)
		.select(table.member)
		.where(table.member.isin(members or [""]) & (table.community == community))
		.where(table.ended_on.isnull())
	)
	return {member for (member,) in query.run()}


def _missing(row, registered: set[str]) -> list[str]:
	wanted = (
		(row.captain_name, _("no captain")),
		(row.captain_mobile or row.office_contact, _("no contact")),
		(row.services, _("no services named")),
		(row.frequency, _("no frequency named")),
		(not row.captain or row.captain in registered, _("the captain is not registered here any more")),
	)
	return [words for is_there, words in wanted if not is_there]
