"""What the printed lists, plans and reports show beside their own fields (hook: jinja)."""

import frappe
from frappe import _
from frappe.utils import fmt_money, formatdate

from sink_app.approvals import log
from sink_app.joint_projects import PROJECT_LIST, THREE_ONES
from sink_app.organization import bodies


def sink_project_sheet(doc) -> frappe._dict:
	"""The rows of a list of joint projects with units and funds in words, and who agreed to it when."""
	return frappe._dict(
		unit=frappe.db.get_value("Sink Organization", doc.organization, "org_name"),
		community=bodies.name_of(None, doc.community),
		rows=[_row(doc, row) for row in doc.items],
		total=fmt_money(doc.budget_total or 0),
		steps=_steps(PROJECT_LIST, doc.name),
	)


def sink_three_ones_sheet(doc) -> frappe._dict:
	"""Branch and compound by name, the three with their days, source of the matter, and the steps."""
	return frappe._dict(
		branch=frappe.db.get_value("Sink Organization", doc.organization, "org_name"),
		compound=bodies.name_of(None, doc.compound),
		unit=bodies.name_of(doc.unit, None) if doc.unit else "",
		source=_source(doc),
		days={
			df.fieldname: _day(doc.get(df.fieldname)) for df in doc.meta.get("fields", {"fieldtype": "Date"})
		},
		steps=_steps(THREE_ONES, doc.name),
	)


def _row(doc, row) -> dict:
	parties = [each for each in doc.parties if each.project_title == row.project_title]
	funds = [each for each in doc.budget if each.project_title == row.project_title]
	return {
		"number": row.idx,
		"title": row.project_title,
		"kind": _(row.deed_kind),
		"goal": row.goal,
		"output": row.measurable_output,
		"units": [
			f"{bodies.name_of(each.organization, None)}（{_(each.party_role)}）：{each.duty or ''}"
			for each in parties
		]
		or [bodies.name_of(doc.organization, None)],
		"owner": row.owner_name,
		"community_owner": row.community_owner or "",
		"span": " — ".join(_day(day) for day in (row.from_date, row.deadline) if day),
		"funds": [f"{each.source} {fmt_money(each.amount)}" for each in funds] or [_("Needs No Funds")],
		"difficulty": _(row.difficulty),
		"in_deeds_list": _("Yes") if row.in_deeds_list else "",
	}


def _source(doc) -> str:
	"""The demand or the project that a matter comes from, in words; else why residents want it."""
	if not doc.matter_source:
		return doc.no_source_reason or ""
	title = frappe.get_meta(doc.matter_source_type).get_title_field()
	named = frappe.db.get_value(doc.matter_source_type, doc.matter_source, title)
	return f"{_(doc.matter_source_type)}：{named or doc.matter_source}"


def _steps(doctype: str, name: str) -> list[dict]:
	return [
		{
			"day": _day(entry["taken_at"]),
			"action": _(entry["action"]),
			"who": entry["full_name"],
			"reason": entry["reason"] or "",
		}
		for entry in log.entries(doctype, name)
	]


def _day(day) -> str:
	return formatdate(day, "yyyy-MM-dd") if day else ""
