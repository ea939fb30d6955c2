"""What the printed lists, plans and reports show beside their own fields (hook: jinja)."""

from typing import NamedTuple

import frappe
from frappe import _
from frappe.utils import fmt_money, formatdate

from sink_app.approvals import printing
from sink_app.joint_projects import three_ones
from sink_app.organization import bodies

BELOW = ("few_reason", "remarks", "community_words", "filing_opinion", "filing_number")
"""What is said below the rows of a list."""


class Column(NamedTuple):
	"""A column of the list on paper: its key in a row, its title, its width in characters."""

	key: str
	label: str
	width: int


def columns() -> list[Column]:
	"""The columns of 年度共建项目清单, in the paper's order: for print and for Excel."""
	return [
		Column("number", _("No."), 4),
		Column("title", _("Joint Project"), 12),
		Column("kind", _("Kind of Deed"), 6),
		Column("goal", _("Goal"), 12),
		Column("output", _("Measurable Output"), 12),
		Column("units", _("Units That Share It"), 16),
		Column("owner", _("Unit's Person in Charge"), 7),
		Column("community_owner", _("Community's Person in Charge"), 7),
		Column("span", _("From and To"), 11),
		Column("funds", _("Budget by Source"), 11),
		Column("difficulty", _("Difficulty of Carrying Out"), 5),
		Column("in_deeds_list", _("On the List of Practical Matters"), 5),
	]


def sink_project_sheet(doc) -> frappe._dict:
	"""The rows of a list of joint projects with units and funds in words, and who agreed to it when."""
	words = [*(["change_note"] if doc.version > 1 else []), *BELOW]
	return frappe._dict(
		unit=frappe.db.get_value("Sink Organization", doc.organization, "org_name"),
		community=bodies.name_of(None, doc.community),
		version=_("(version {0})").format(doc.version) if doc.version > 1 else "",
		columns=columns(),
		rows=[_row(doc, row) for row in doc.items],
		total=fmt_money(doc.budget_total or 0),
		remarks=[f"{_(doc.meta.get_label(each))}：{doc.get(each)}" for each in words if doc.get(each)],
		steps=printing.sink_approval_steps(doc),
	)


def sink_three_ones_sheet(doc) -> frappe._dict:
	"""Branch and compound by name, the three with their days and what came of them, and the steps."""
	return frappe._dict(
		branch=frappe.db.get_value("Sink Organization", doc.organization, "org_name"),
		compound=bodies.name_of(None, doc.compound),
		unit=bodies.name_of(doc.unit, None) if doc.unit else "",
		source=_source(doc),
		ones=[_one(doc, each, label) for each, label in three_ones.ones()],
		days={
			df.fieldname: _day(doc.get(df.fieldname)) for df in doc.meta.get("fields", {"fieldtype": "Date"})
		},
		steps=printing.sink_approval_steps(doc),
	)


def _one(doc, each: str, label: str) -> frappe._dict:
	"""One of the three: {label, name, more, due, content, done, result}, as texts."""
	more = {"activity": _(doc.key_task) if doc.key_task else "", "matter": _source(doc)}
	result = doc.get(f"{each}_result") or ""
	if each == "matter" and doc.matter_satisfaction:
		said = "：".join((_(doc.meta.get_label("matter_satisfaction")), _(doc.matter_satisfaction)))
		result = "\n".join(filter(None, (result, said)))
	done = _day(doc.get(f"{each}_done_on"))
	return frappe._dict(
		label=label,
		name=doc.get(f"{each}_theme") or doc.get(f"{each}_title") or "",
		more=more.get(each, ""),
		due=_day(doc.get(f"{each}_due") or doc.get(f"{each}_on")),
		content=doc.get(f"{each}_words") or "",
		done=done or (f"{round(doc.matter_progress or 0)}%" if each == "matter" else ""),
		result=result,
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
		"span": _span(row),
		"funds": [f"{each.source} {fmt_money(each.amount)}" for each in funds] or [_("Needs No Funds")],
		"difficulty": _(row.difficulty),
		"in_deeds_list": _("Yes") if row.in_deeds_list else "",
	}


def _span(row) -> str:
	"""From when to when; a project that begins with its filing names its deadline alone."""
	if not row.from_date:
		return _day(row.deadline)
	return _("{0} to {1}").format(_day(row.from_date), _day(row.deadline))


def _source(doc) -> str:
	"""The demand or the project that a matter comes from, in words; else why residents want it."""
	if not doc.matter_source:
		return doc.no_source_reason or ""
	title = frappe.get_meta(doc.matter_source_type).get_title_field()
	named = frappe.db.get_value(doc.matter_source_type, doc.matter_source, title)
	return f"{_(doc.matter_source_type)}：{named or doc.matter_source}"


def _day(day) -> str:
	return formatdate(day, "yyyy-MM-dd") if day else ""
