"""星级达标: how many have reached which star level, and who has (湖北经济学院 plan: 星级管理).

Whoever has a star is named by organization; nobody is ranked, and nobody is named for having none.
"""

from frappe import _
from frappe.query_builder.functions import Count
from frappe.utils import cint

from sink_app.evaluation import SETTINGS, stars
from sink_app.evaluation.doctype.sink_evaluation_settings.sink_evaluation_settings import keeps_stars
from sink_app.registration import reporting
from sink_app.registration.reporting import COLUMN_OF, MEMBER, MOST_ROWS, PERSON, column
from sink_app.registration.states import IN_SERVICE


def execute(filters: dict | None = None):
	"""By unit, branch, street or community how many have reached each level; with «Person» who has."""
	filters = filters or {}
	level = filters.get("by") or "Unit"
	if not keeps_stars():
		return [], [], _("Stars are not kept. An office turns them on in «{0}».").format(_(SETTINGS))
	ladder = stars.levels()
	if level == PERSON:
		rows = _persons(filters, ladder)
		return _person_columns(), rows, reporting.cut_message(rows)
	return _columns(level, ladder), _nodes(filters, level, ladder)


def _asked(filters: dict):
	"""(member, reached, query): members in service with what counts for their stars."""
	member, found = reporting.asked(MEMBER, filters)
	reached = stars.of_members(reporting.year_of(filters)).as_("counted")
	found = found.join(reached).on(reached.member == member.name).where(member.status == IN_SERVICE)
	return member, reached.reached, found


def _nodes(filters: dict, level: str, ladder: list[stars.Level]) -> list:
	member, amount, found = _asked(filters)
	tops = [*(each.least for each in ladder[1:]), None]
	counts = [
		reporting.number_of((amount >= each.least) & (amount < top) if top else amount >= each.least).as_(
			f"stars_{each.stars}"
		)
		for each, top in zip(ladder, tops, strict=True)
	]
	rows = (
		found.select(member[COLUMN_OF[level]].as_("node"), Count("*").as_("served"), *counts)
		.groupby(member[COLUMN_OF[level]])
		.run(as_dict=True)
	)
	for row in rows:
		row.update({f"stars_{each.stars}": cint(row[f"stars_{each.stars}"]) for each in ladder})
		row.reached = sum(row[f"stars_{each.stars}"] for each in ladder)
	return reporting.titled(rows, reporting.tree_of(level))


def _persons(filters: dict, ladder: list[stars.Level]) -> list:
	member, amount, found = _asked(filters)
	rows = (
		found.select(
			member.name.as_("member"), member.member_name.as_("title"), member.unit, member.branch, amount
		)
		.where(amount >= ladder[0].least)
		.orderby(member.unit)
		.orderby(member.member_name)
		.limit(MOST_ROWS)
		.run(as_dict=True)
	)
	for row in rows:
		level = [each for each in ladder if each.least <= row.reached][-1]
		row.update({"level": level.name, "stars": "★" * level.stars})
	rows = reporting.with_bodies(rows)
	return rows


def _columns(level: str, ladder: list[stars.Level]) -> list[dict]:
	return [
		reporting.title_column(level),
		column("served", _("Members Who Served"), width=130),
		column("reached", _("With a Star"), width=110),
		*(column(f"stars_{each.stars}", each.name) for each in ladder),
	]


def _person_columns() -> list[dict]:
	return [
		reporting.title_column(PERSON),
		column("unit_title", _("Unit"), "Data", 220),
		column("branch_title", _("Party Branch"), "Data", 220),
		column("level", _("Star Level"), "Data", 120),
		column("stars", _("Stars"), "Data", 120),
	]
