"""What reports say of registrations, posts and commitments (hook: report_facts)."""

import frappe
from frappe import _
from frappe.query_builder.functions import Coalesce, Count, Sum
from frappe.utils import cint

from sink_app.organization.facts import About, Figure, number_of
from sink_app.registration.commitments import COMMITMENT, FULFILLED, ITEM, PRIVATE
from sink_app.registration.posts import ASSIGNMENT, BUILDING_HEAD, CLAIMED, CONFIRMED, ENDED
from sink_app.registration.reporting import has, percent
from sink_app.registration.states import DISPATCHED, IN_SERVICE, RESIDENCE, TAKEN_IN

MEMBER, REGISTRATION = "Sink Member", "Sink Registration"


def of_registration(about: About) -> list[Figure]:
	"""Who registered and where, what posts are held, and how promises are kept."""
	registered = _places(about) if about.member else _registered(about)
	return [*registered, *_posts(about), *_commitments(about)]


def _places(about: About) -> list[Figure]:
	table, area = frappe.qb.DocType(REGISTRATION), frappe.qb.DocType("Sink Area")
	rows = (
		frappe.qb.from_(table)
		.left_join(area)
		.on(area.name == Coalesce(table.grid, table.community))
		.select(table.registration_type, area.title, table.external_place)
		.where((table.member == about.member) & (table.year == about.year))
		.where(table.workflow_state.isin(list(TAKEN_IN)))
		.orderby(table.registration_type)
		.run(as_dict=True)
	)
	part = _("Registration and Posts")
	return [Figure(part, _(row.registration_type), row.title or row.external_place or "") for row in rows]


def _registered(about: About) -> list[Figure]:
	member = frappe.qb.DocType(MEMBER)
	dispatched, residence = has(member, DISPATCHED, about.year), has(member, RESIDENCE, about.year)
	members, sent, living, both = (
		frappe.qb.from_(member)
		.select(Count("*"), number_of(dispatched), number_of(residence), number_of(dispatched & residence))
		.where(about.below(member) & (member.status == IN_SERVICE))
		.run()[0]
	)
	part = _("Registration and Posts")
	return [
		Figure(part, _("Members in Service"), members),
		Figure(part, _("Registered as Dispatched"), cint(sent)),
		Figure(part, _("Registered Where They Live"), cint(living)),
		Figure(part, _("Registered Both Ways"), cint(both), f"{percent(cint(both), members)}%"),
	]


def _posts(about: About) -> list[Figure]:
	table = frappe.qb.DocType(ASSIGNMENT)
	held = (
		frappe.qb.from_(table)
		.where(about.within(table) & table.workflow_state.isin([CLAIMED, CONFIRMED, ENDED]))
		.where(table.from_date.isnull() | (table.from_date <= about.last))
		.where(table.to_date.isnull() | (table.to_date >= about.first))
		.where(table.year == about.year)
	)
	part = _("Registration and Posts")
	if about.member:
		titles = [title for (title,) in held.select(table.post_title).orderby(table.post_title).run()]
		return [Figure(part, _("Posts Held"), len(titles), _(", ").join(filter(None, titles))[:140])]
	posts, heads = held.select(Count("*"), number_of(table.kind == BUILDING_HEAD)).run()[0]
	return [
		Figure(part, _("Posts Held"), posts),
		Figure(part, _("Building Heads"), cint(heads)),
	]


def _commitments(about: About) -> list[Figure]:
	table, item = frappe.qb.DocType(COMMITMENT), frappe.qb.DocType(ITEM)
	promised, kept = (
		frappe.qb.from_(table)
		.join(item)
		.on((item.parent == table.name) & (item.parenttype == COMMITMENT))
		.select(Count("*"), Coalesce(Sum(item.state == FULFILLED), 0))
		.where(about.within(table) & (table.year == about.year))
		.where(table.workflow_state.notin(list(PRIVATE)))
		.run()[0]
	)
	note = f"{percent(cint(kept), promised)}%" if promised else ""
	part = _("Commitments")
	return [
		Figure(part, _("Promises Made"), promised),
		Figure(part, _("Promises Fulfilled"), cint(kept), note),
	]
