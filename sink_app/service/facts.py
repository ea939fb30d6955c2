"""What reports say of service: records, activities, deeds and orders (hook: report_facts)."""

import frappe
from frappe import _
from frappe.query_builder.functions import Coalesce, Count, Sum
from frappe.utils import cint

from sink_app.organization.facts import About, Figure, number_of
from sink_app.service.activities import ACTIVITY, ATTENDED, HELD, PARTICIPANT
from sink_app.service.orders import COMPLETED, ORDER, RATED
from sink_app.service.records import CONFIRMED, RECORD, WAITING, certificates, minimum

DEED = "Sink Deed"
MOST_CATEGORIES = 5


def of_service(about: About) -> list[Figure]:
	"""How often and how long was served, at what, and what came of it."""
	return [*_served(about), *_minimum(about), *_categories(about), *_activities(about), *_deeds(about)]


def _of_confirmed(about: About, table):
	"""Confirmed records within the report's days."""
	return (
		frappe.qb.from_(table)
		.where(about.within(table) & about.days(table.starts_on))
		.where(table.workflow_state == CONFIRMED)
	)


def _served(about: About) -> list[Figure]:
	table = frappe.qb.DocType(RECORD)
	times, minutes, people, emergency, orders = (
		_of_confirmed(about, table)
		.select(
			Count("*"),
			Coalesce(Sum(table.minutes), 0),
			Count(table.member).distinct(),
			number_of(table.is_emergency == 1),
			number_of(table.source_doctype == ORDER),
		)
		.run()[0]
	)
	part = _("Service")
	figures = [
		Figure(part, _("Times Served"), times, _waiting(about) if about.member else ""),
		Figure(part, _("Hours Served"), certificates.hours_of(cint(minutes))),
	]
	if not about.member:
		figures.append(Figure(part, _("Members Who Served"), people))
	return [
		*figures,
		Figure(part, _("Times in Emergencies"), cint(emergency)),
		Figure(part, _("Times on Orders of Residents"), cint(orders)),
	]


def _waiting(about: About) -> str:
	table = frappe.qb.DocType(RECORD)
	number = (
		frappe.qb.from_(table)
		.select(Count("*"))
		.where(about.within(table) & about.days(table.starts_on))
		.where(table.workflow_state.isin(list(WAITING)))
		.run()[0][0]
	)
	return _("{0} more wait for confirmation").format(number) if number else ""


def _minimum(about: About) -> list[Figure]:
	"""The year's minimum; of an organization, how many of its members have reached it."""
	wanted_times, wanted_minutes = minimum.required(about.year)
	wanted = _("{0} times and {1} hours a year").format(wanted_times, wanted_minutes // 60)
	if about.member:
		times, minutes = minimum.reached_by(about.member, about.year)
		reached = (
			_("Reached") if times >= wanted_times and minutes >= wanted_minutes else _("Not reached yet")
		)
		return [Figure(_("Service"), _("The Year's Minimum"), reached, wanted)]
	member, served = frappe.qb.DocType("Sink Member"), minimum.counted(about.year).as_("served")
	reached = (
		frappe.qb.from_(member)
		.join(served)
		.on(served.member == member.name)
		.select(Count("*"))
		.where(about.below(member))
		.where((served.times >= wanted_times) & (served.minutes >= wanted_minutes))
		.run()[0][0]
	)
	return [Figure(_("Service"), _("Members Who Reached the Year's Minimum"), reached, wanted)]


def _categories(about: About) -> list[Figure]:
	"""What was done most, in one line."""
	table = frappe.qb.DocType(RECORD)
	rows = (
		_of_confirmed(about, table)
		.select(table.category, Count("*").as_("times"))
		.groupby(table.category)
		.orderby(Count("*"), order=frappe.qb.desc)
		.limit(MOST_CATEGORIES)
		.run()
	)
	if not rows:
		return []
	words = _(", ").join(f"{_(category)} {times}" for category, times in rows if category)
	return [Figure(_("Service"), _("Most Served Categories"), len(rows), words[:140])]


def _activities(about: About) -> list[Figure]:
	part = _("Activities and Small Matters")
	if about.member:
		table, activity = frappe.qb.DocType(PARTICIPANT), frappe.qb.DocType(ACTIVITY)
		attended = (
			frappe.qb.from_(table)
			.join(activity)
			.on(activity.name == table.activity)
			.select(Count("*"))
			.where((table.member == about.member) & (table.status == ATTENDED))
			.where(about.days(activity.starts_on))
			.run()[0][0]
		)
		return [Figure(part, _("Activities Attended"), attended)]
	table = frappe.qb.DocType(ACTIVITY)
	held, led = (
		frappe.qb.from_(table)
		.select(Count("*"), Coalesce(Sum(table.volunteers + table.residents), 0))
		.where(about.below(table) & about.days(table.starts_on))
		.where(table.workflow_state == HELD)
		.run()[0]
	)
	return [
		Figure(part, _("Activities Held"), held),
		Figure(part, _("Volunteers and Residents Who Joined In"), cint(led)),
	]


def _deeds(about: About) -> list[Figure]:
	part = _("Activities and Small Matters")
	deed = frappe.qb.DocType(DEED)
	deeds = (
		frappe.qb.from_(deed)
		.select(Count("*"))
		.where(about.within(deed) & about.days(deed.done_on) & (deed.workflow_state == CONFIRMED))
		.run()[0][0]
	)
	figures = [Figure(part, _("Small Matters Settled"), deeds)]
	if not about.member:
		order = frappe.qb.DocType(ORDER)
		done = (
			frappe.qb.from_(order)
			.select(Count("*"))
			.where(about.below(order) & about.days(order.creation))
			.where(order.workflow_state.isin([COMPLETED, RATED]))
			.run()[0][0]
		)
		figures.append(Figure(part, _("Orders Completed"), done))
	return figures
