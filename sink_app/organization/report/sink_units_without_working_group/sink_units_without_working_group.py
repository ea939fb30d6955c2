"""未建工作小组单位: units and second-level organizations that have no working group today."""

import frappe
from frappe import _
from frappe.query_builder.functions import Max
from frappe.query_builder.terms import ValueWrapper
from frappe.utils import nowdate
from pypika.terms import ExistsCriterion

from sink_app.organization import reach

LEVELS = ("Unit", "Second Level")


def execute(filters: dict | None = None) -> tuple[list[dict], list[dict]]:
	"""Columns and rows, of the organizations that whoever asks answers for."""
	return columns(), rows(frappe._dict(filters or {}))


def columns() -> list[dict]:
	"""In the words of the plan of 湖北经济学院, 一."""
	return [
		{"fieldname": "org_name", "fieldtype": "Data", "label": _("Party Organization"), "width": 300},
		{"fieldname": "level", "fieldtype": "Data", "label": _("Level"), "width": 120},
		{
			"fieldname": "unit_kind",
			"fieldtype": "Data",
			"label": _("Kind of Unit"),
			"width": 130,
			"align": "left",
		},
		{"fieldname": "above", "fieldtype": "Data", "label": _("Parent Organization"), "width": 240},
		{"fieldname": "last_ended", "fieldtype": "Date", "label": _("Last Group Ended On"), "width": 150},
	]


def rows(filters: frappe._dict) -> list[dict]:
	"""One row an organization, in the order of the tree."""
	organization = frappe.qb.DocType("Sink Organization")
	parent = frappe.qb.DocType("Sink Organization").as_("above")
	at_work, ended = _groups_of(organization)
	levels = [filters.level] if filters.level in LEVELS else LEVELS
	query = (
		frappe.qb.from_(organization)
		.left_join(parent)
		.on(parent.name == organization.parent_sink_organization)
		.select(
			organization.name.as_("organization"),
			organization.org_name,
			organization.level,
			organization.unit_kind,
			parent.org_name.as_("above"),
			ended.as_("last_ended"),
		)
		.where((organization.disabled == 0) & organization.level.isin(levels))
		.where(ExistsCriterion(at_work).negate())
		.orderby(organization.lft)
	)
	if filters.unit_kind:
		query = query.where(organization.unit_kind == filters.unit_kind)
	found = reach.narrowed(query, organization, "Sink Organization").run(as_dict=True)
	for row in found:
		row.update({"level": _(row.level), "unit_kind": row.unit_kind and _(row.unit_kind)})
	return found


def _groups_of(organization) -> tuple:
	"""Two queries about an organization of the outer one: groups at work today, when the last one ended."""
	group, today = frappe.qb.DocType("Sink Working Group"), nowdate()
	own = group.organization == organization.name
	at_work = (
		frappe.qb.from_(group)
		.select(ValueWrapper(1))
		.where(own & (group.from_date <= today) & (group.to_date.isnull() | (group.to_date >= today)))
	)
	ended = frappe.qb.from_(group).select(Max(group.to_date)).where(own & (group.to_date < today))
	return at_work, ended
