"""Rows that are there already somewhere: members' skills, residents' demands; nobody copies them by hand."""

import frappe
from frappe import _

from sink_app.service.demands import DEMAND, OPEN
from sink_app.service.lists import DEMAND_LIST, RESOURCE_LIST

MOST = 2000
LEVELS = {"System": "system", "Unit": "unit", "Second Level": "second_level", "Branch": "branch"}


@frappe.whitelist()
def from_members(resource_list: str) -> list[dict]:
	"""精准掌握每名下沉党员干部的兴趣特长和服务意愿: one row a member in service with skills or wishes."""
	doc = frappe.get_doc(RESOURCE_LIST, resource_list)
	doc.check_permission("write")
	known = {row.member for row in doc.items}
	members = _members(doc)
	skills, wishes = _skills(list(members)), _of(list(members), "Sink Member Wish", "category")
	times = _of(list(members), "Sink Member Time", "day_kind")
	return [
		{
			"resource_type": "Talent",
			"resource_name": f"{row.member_name}：{'、'.join(skills.get(name) or wishes[name])}"[:140],
			"description": row.hobbies or "",
			"function_basis": _("Skills and hobbies of the member"),
			"advantage": "、".join(skills.get(name, ())) or row.hobbies or _("Willing to serve"),
			"target_need": "、".join(wishes.get(name, ())) or _("As the community needs it"),
			"category": next(iter(wishes.get(name, ())), None),
			"frequency": "、".join(_(kind) for kind in times.get(name, ())),
			"member": name,
		}
		for name, row in members.items()
		if name not in known and (skills.get(name) or wishes.get(name))
	]


@frappe.whitelist()
def from_demands(demand_list: str) -> list[dict]:
	"""The demands of the community that are open and not on the list yet, those with most callers first."""
	doc = frappe.get_doc(DEMAND_LIST, demand_list)
	doc.check_permission("write")
	known = {row.demand for row in doc.items if row.demand}
	rows = frappe.get_list(
		DEMAND,
		filters={"community": doc.community, "workflow_state": ("in", OPEN)},
		fields=["name", "words", "kind", "category", "callers", "is_key_issue", "wanted_by"],
		order_by="callers desc, creation asc",
		limit_page_length=MOST,
	)
	return [
		{
			"demand_words": row.words,
			"kind": row.kind,
			"category": row.category,
			"demand": row.name,
			"sources": row.callers or 1,
			"is_key_issue": row.is_key_issue,
			"wanted_by": row.wanted_by,
			"capacity": 1,
		}
		for row in rows
		if row.name not in known
	]


def _members(doc) -> dict[str, frappe._dict]:
	"""The members in service below the list's organization whom the asker may read."""
	level = frappe.db.get_value("Sink Organization", doc.organization, "level")
	where = {LEVELS[level]: doc.organization} if level in LEVELS else {"organization": doc.organization}
	rows = frappe.get_list(
		"Sink Member",
		filters={**where, "status": "In Service"},
		fields=["name", "member_name", "hobbies"],
		order_by="member_name asc",
		limit_page_length=MOST,
	)
	return {row.name: row for row in rows}


def _skills(members: list[str]) -> dict[str, list[str]]:
	table = frappe.qb.DocType("Sink Member Skill")
	query = frappe.qb.from_(table).select(table.parent, table.skill, table.level, table.certificate)
	found: dict[str, list[str]] = {}
	for parent, skill, level, certificate in query.where(table.parent.isin(members or [""])).run():
		more = "，".join(filter(None, (_(level) if level else "", certificate)))
		found.setdefault(parent, []).append(f"{skill}（{more}）" if more else skill)
	return found


def _of(members: list[str], doctype: str, column: str) -> dict[str, list[str]]:
	table = frappe.qb.DocType(doctype)
	query = frappe.qb.from_(table).select(table.parent, table[column]).distinct()
	found: dict[str, list[str]] = {}
	for parent, value in query.where(table.parent.isin(members or [""])).run():
		found.setdefault(parent, []).append(value)
	return found
