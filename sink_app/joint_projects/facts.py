"""What reports say of joint projects, three ones and funds (hooks: report_facts, progress_sources)."""

from datetime import date

import frappe
from frappe import _
from frappe.query_builder.functions import Coalesce, Count, Sum
from frappe.utils import cint, flt, fmt_money

from sink_app.joint_projects import DONE, DROPPED, ONES_FIXED, PROJECT, THREE_ONES, lights
from sink_app.organization import spending
from sink_app.organization.facts import About, Figure, number_of
from sink_app.organization.wording import site_language
from sink_app.registration import reporting


def of_projects(about: About) -> list[Figure]:
	"""How many projects an organization has, what came of them, of its three ones, and what was spent."""
	if about.member:
		return []
	return [*_projects(about), *_three_ones(about), *_funds(about)]


def progress_of(organization: str, first: date, last: date) -> list[dict]:
	"""A unit's projects for its report to the supervision group: stage, progress, what was last done."""
	# acts for itself: the report is compiled for the unit, whose organizer reads all of them
	rows = frappe.get_all(
		PROJECT,
		filters=[
			["unit", "=", organization],
			["year", ">=", first.year],
			["year", "<=", last.year],
			["workflow_state", "!=", DROPPED],
		],
		fields=["name", "project_title", "community", "workflow_state", "progress", "light", "next_step"],
		order_by="deadline asc, creation asc",
	)
	places = reporting.titles(reporting.AREA, {row.community for row in rows})
	done = _last_done([row.name for row in rows], last)
	language = site_language()
	return [
		{
			"project_title": row.project_title,
			"reference_doctype": PROJECT,
			"reference_name": row.name,
			"community_title": places.get(row.community),
			"stage": _(row.workflow_state, lang=language),
			"progress": row.progress,
			"is_red": cint(row.light == lights.RED),
			"words": "；".join(filter(None, (done.get(row.name), row.next_step))),
		}
		for row in rows
	]


def matters_of(filters: dict, year: int) -> list[tuple]:
	"""The projects that units brought to an end, each a matter settled (hook: practical_matter_sources)."""
	project, query = reporting.asked(PROJECT, filters, tuple(set(reporting.COLUMN_OF.values()) - {"grid"}))
	query = query.where(project.workflow_state.isin(list(DONE)))
	return reporting.halves(project, query, project.finished_on, year)


def _last_done(projects: list[str], last: date) -> dict[str, str]:
	"""{project: what its last word of progress until a day says was done}."""
	# acts for itself: rows of the projects found before
	rows = frappe.get_all(
		"Sink Project Progress",
		filters={"parenttype": PROJECT, "parent": ("in", projects or [""]), "told_on": ("<=", last)},
		fields=["parent", "done"],
		order_by="told_on asc, idx asc",
	)
	return {row.parent: row.done for row in rows}


def _projects(about: About) -> list[Figure]:
	table = frappe.qb.DocType(PROJECT)
	number, done, red, satisfied = (
		frappe.qb.from_(table)
		.select(
			Count("*"),
			number_of(table.workflow_state.isin(list(DONE))),
			number_of(table.light == lights.RED),
			number_of(table.satisfaction == "Satisfied"),
		)
		.where(about.below(table) & (table.year == about.year) & (table.workflow_state != DROPPED))
		.run()[0]
	)
	part = _("Joint Projects")
	return [
		Figure(part, _("Joint Projects"), number, _("{0} at red").format(cint(red)) if red else ""),
		Figure(part, _("Projects Done"), cint(done)),
		Figure(part, _("Residents Satisfied"), cint(satisfied)),
	]


def _three_ones(about: About) -> list[Figure]:
	table = frappe.qb.DocType(THREE_ONES)
	fixed, whole, matters = (
		frappe.qb.from_(table)
		.select(Count("*"), number_of(table.done_count == 3), number_of(table.matter_done_on.isnotnull()))
		.where(about.below(table) & (table.year == about.year) & (table.workflow_state == ONES_FIXED))
		.run()[0]
	)
	part = _("Three Ones")
	return [
		Figure(part, _("Three Ones Agreed On"), fixed),
		Figure(part, _("All Three Done"), cint(whole)),
		Figure(part, _("Matters of Livelihood Settled"), cint(matters)),
	]


def _funds(about: About) -> list[Figure]:
	table = frappe.qb.DocType(spending.EXPENSE)
	rows = (
		frappe.qb.from_(table)
		.select(table.source, Coalesce(Sum(table.amount), 0))
		.where(about.below(table) & about.days(table.spent_on) & (table.workflow_state == spending.APPROVED))
		.groupby(table.source)
		.run()
	)
	note = _(", ").join(f"{source} {fmt_money(flt(amount))}" for source, amount in rows)
	total = fmt_money(flt(sum(amount for _source, amount in rows)))
	return [Figure(_("Support"), _("Funds Spent (Yuan)"), total if rows else 0, note)]
