"""A team made known: as a text for the work group, and on the public page (武组通〔2021〕37号).

将各服务团队名称、服务事项、服务频次、队长及副队长联系方式通过下沉工作微信群、QQ群进行公开. A captain's own
number is given away only while the captain agrees to it; else the office's number stands there.
"""

import frappe
from frappe import _

from sink_app.personal import consents, vault
from sink_app.registration.commitments import names
from sink_app.service.teams import AT_WORK, CAPTAIN, DEPUTY, TEAM, people

PURPOSE = "Publication of Contact Data"
MOST = 200


@frappe.whitelist()
def card(team: str) -> dict:
	"""The text to copy into the work group, and whose consent is missing: {"text", "silent": [names]}."""
	doc = frappe.get_doc(TEAM, team)
	doc.check_permission("read")
	return {"text": text_of(doc), "silent": [row.person_name for row in _silent(doc)]}


@frappe.whitelist()
def cards_of(community: str) -> dict:
	"""The cards of all teams at work in a community that the asker may read, one below another."""
	found = frappe.get_list(
		TEAM,
		filters={"community": community, "workflow_state": ("in", AT_WORK)},
		pluck="name",
		order_by="kind asc, team_name asc",
		limit_page_length=MOST,
	)
	docs = [frappe.get_doc(TEAM, name) for name in found]
	silent = {row.person_name for doc in docs for row in _silent(doc)}
	return {"text": "\n\n".join(text_of(doc) for doc in docs), "silent": sorted(silent)}


def text_of(team) -> str:
	"""A team in the lines that are posted to a group."""
	leaders = people.captains(team)
	lines = [
		_("【{0}】{1}").format(team.team_name, _(team.kind)),
		team.services and _("What we do: {0}").format(team.services),
		team.frequency and _("How often: {0}").format(team.frequency),
		*(_("Captain: {0}").format(_leader(row)) for row in leaders if row.role == CAPTAIN),
		*(_("Deputy captain: {0}").format(_leader(row)) for row in leaders if row.role == DEPUTY),
		team.office_contact and _("Contact number: {0}").format(team.office_contact),
		team.recruiting and _recruiting(team),
	]
	return "\n".join(filter(None, lines))


def recruiting(text: str = "", community: str = "") -> list[dict]:
	"""The teams that take applications, for everybody: nobody's own number, names as the office set."""
	team, area = frappe.qb.DocType(TEAM), frappe.qb.DocType("Sink Area")
	query = (
		frappe.qb.from_(team)
		.join(area)
		.on(area.name == team.community)
		.select(
			*(team.name, team.team_name, team.kind, team.services, team.frequency, team.office_contact),
			*(team.captain_name, team.quota, team.member_count, team.recruiting_words, team.community),
			area.title.as_("place"),
		)
		.where((team.recruiting == 1) & team.workflow_state.isin(list(AT_WORK)))
		.orderby(area.title)
		.orderby(team.team_name)
		.limit(MOST)
	)
	if text:
		query = query.where(area.area_name.like(f"%{text}%") | team.team_name.like(f"%{text}%"))
	if community:
		query = query.where(team.community == community)
	rows = query.run(as_dict=True)
	for row in rows:
		row.kind = _(row.kind)
		row.captain_name = names.shown(row.captain_name) if row.captain_name else ""
		row.left = max(0, row.quota - row.member_count) if row.quota else None
	return rows


def _leader(row) -> str:
	number = row.member and consents.consented(row.member, PURPOSE)
	number = number and vault.number_of("Sink Member", row.member, "mobile")
	return " ".join(filter(None, (row.person_name, number)))


def _silent(team) -> list:
	"""Captain and deputies who have not agreed that their number is given away."""
	return [
		row for row in people.captains(team) if row.member and not consents.consented(row.member, PURPOSE)
	]


def _recruiting(team) -> str:
	wanted = _("we look for {0} more people").format(team.quota - team.member_count) if team.quota else ""
	words = "；".join(filter(None, (wanted, (team.recruiting_words or "").rstrip("。.！!"))))
	return _("We take members: {0}.").format(words) if words else _("We take members.")
