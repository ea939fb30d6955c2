"""队长人选参考: last year's service, wishes, skills, job and grid of those registered with a community.

武组通〔2021〕37号: 根据上年度下沉党员服务情况，综合考虑服务意愿、组织能力、工作性质、居住分布等因素.
An aid: nobody is left out, and there are no ranks.
"""

from collections import defaultdict

import frappe
from frappe import _
from frappe.utils import nowdate

from sink_app.registration import reporting
from sink_app.registration.reporting import AREA, MOST_ROWS, REGISTRATION, column
from sink_app.registration.states import TAKEN_IN
from sink_app.service.teams import CAPTAIN, DEPUTY, DISSOLVED, TEAM, TEAM_MEMBER, service


def execute(filters: dict | None = None):
	"""One row a member registered with the community; those who served most last year come first."""
	filters = filters or {}
	year = reporting.year_of(filters)
	rows = _registered(filters, year)
	members = [row.member for row in rows]
	served = service.of_members(members, year - 1)
	told = _told_of(members)
	for row in rows:
		row.times, row.hours = served.get(row.member, (0, 0.0))
		row.update({key: "、".join(texts[row.member]) for key, texts in told.items()})
	rows = reporting.titled(rows, AREA, "grid", "grid_title")
	rows.sort(key=lambda row: (-row.hours, -row.times, row.title))
	return _columns(year), rows, _message(year) or reporting.cut_message(rows)


def _registered(filters: dict, year: int) -> list[frappe._dict]:
	table, found = reporting.asked(REGISTRATION, filters)
	member = frappe.qb.DocType("Sink Member")
	found = (
		found.join(member)
		.on(member.name == table.member)
		.select(
			table.member,
			table.member_name.as_("title"),
			table.grid,
			member.position_title,
			member.is_backbone,
			member.is_double_leader,
		)
		.where((table.year == year) & table.workflow_state.isin(list(TAKEN_IN)))
		.where(table.community.isnotnull())
		.limit(MOST_ROWS)
	)
	for filter_name, doctype, field in (
		("wish", "Sink Member Wish", "category"),
		("skill", "Sink Member Skill", "skill"),
	):
		if value := filters.get(filter_name):
			rows = frappe.qb.DocType(doctype)
			having = frappe.qb.from_(rows).select(rows.parent).where(rows[field] == value)
			found = found.where(table.member.isin(having))
	people = {}
	for row in found.run(as_dict=True):
		# a member registered twice with a community is one person
		people.setdefault(row.member, row)
	return list(people.values())


def _told_of(members: list[str]) -> dict[str, dict[str, list[str]]]:
	"""Wishes, skills, free times and teams of members, as texts; one look a table."""
	told = {}
	for key, doctype, field in (
		("wishes", "Sink Member Wish", "category"),
		("skills", "Sink Member Skill", "skill"),
		("free_times", "Sink Member Time", "day_kind"),
	):
		table = frappe.qb.DocType(doctype)
		rows = (
			frappe.qb.from_(table)
			.select(table.parent, table[field])
			.where(table.parent.isin(members or [""]))
		)
		told[key] = _by_person((parent, _(value)) for parent, value in rows.orderby(table.idx).run())
	row, team = frappe.qb.DocType(TEAM_MEMBER), frappe.qb.DocType(TEAM)
	teams = (
		frappe.qb.from_(row)
		.join(team)
		.on((team.name == row.parent) & (row.parenttype == TEAM))
		.select(row.member, team.team_name, row.role)
		.where(row.member.isin(members or [""]) & (team.workflow_state != DISSOLVED))
		.where(row.to_date.isnull() | (row.to_date >= nowdate()))
		.orderby(team.team_name)
	)
	told["teams"] = _by_person(
		(member, f"{name}（{_(role)}）" if role in (CAPTAIN, DEPUTY) else name)
		for member, name, role in teams.run()
	)
	return told


def _by_person(pairs) -> dict[str, list[str]]:
	found: dict[str, list[str]] = defaultdict(list)
	for person, text in pairs:
		if text and text not in found[person]:
			found[person].append(text)
	return found


def _message(year: int) -> str | None:
	if service.is_any():
		return None
	return _("There are no confirmed service records yet, so the service of {0} is not known.").format(
		year - 1
	)


def _columns(year: int) -> list[dict]:
	return [
		reporting.title_column(reporting.PERSON),
		column("times", _("Times in {0}").format(year - 1)),
		column("hours", _("Hours in {0}").format(year - 1), "Float", precision=1),
		column("wishes", _("Service Wishes"), "Data", 180),
		column("skills", _("Skills"), "Data", 160),
		column("position_title", _("Job"), "Data", 140),
		column("grid_title", _("Grid"), "Data", 170),
		column("free_times", _("Free Times"), "Data", 130),
		column("teams", _("Teams"), "Data", 200),
		column("is_backbone", _("Backbone"), "Check", 80),
		column("is_double_leader", _("Double Leader"), "Check", 90),
	]
