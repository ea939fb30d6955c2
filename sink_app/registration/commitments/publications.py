"""践诺公开: at set intervals a community tells how units and members keep what they promised.

Nothing is written by hand: a publication is compiled from the commitments (湖北经济学院 plan, 三(五)).
"""

from datetime import date

import frappe
from frappe import _
from frappe.query_builder.functions import Count, Sum
from frappe.utils import add_days, formatdate, getdate, nowdate
from pypika import Case

from sink_app.access import holders
from sink_app.approvals import reminders
from sink_app.organization.wording import site_language
from sink_app.registration.commitments import (
	COMMITMENT,
	FULFILLED,
	ITEM,
	NOT_FULFILLED,
	ORGANIZATION,
	PRIVATE,
	PUBLICATION,
	names,
	periods,
)
from sink_app.registration.doctype.sink_commitment_settings.sink_commitment_settings import settings

TO_BE_PUBLISHED, PUBLISHED = "To Be Published", "Published"
RECEIVERS = ("Sink Community Secretary", "Sink Community Staff")


def prepare(today: str | None = None):
	"""Make the publications of the period that ended, and remind communities on the day they are due (daily).

	May run again and again: one publication a community and period, one reminder a person, record and week.
	"""
	today = getdate(today or nowdate())
	chosen = settings()
	period = periods.ended_before(today, chosen.publish_interval)
	for community in _communities_with_promises(period):
		about = {"community": community, "from_date": period.first, "to_date": period.last}
		if not frappe.db.exists(PUBLICATION, about):
			frappe.get_doc({"doctype": PUBLICATION, **about}).insert()
	_remind(today)


def compile_rows(community: str, last: date | str) -> list[dict]:
	"""How each unit, team and member kept what was promised to a community, as it stands: one row each.

	Counts what was published by the end of the period, of its year; `overdue` was due by then and is open.
	"""
	rows = _kept(community, getdate(last))
	titles = _titles({row.organization for row in rows})
	return [
		{
			"kind": row.committer_kind,
			"title": names.shown(row.committer_name, row.committer_kind),
			"belongs_to": titles.get(row.organization) if row.committer_kind != ORGANIZATION else "",
			**{field: int(row[field]) for field in ("promises", "fulfilled", "not_fulfilled", "overdue")},
		}
		for row in rows
	]


def _kept(community: str, last: date) -> list:
	table, item = frappe.qb.DocType(COMMITMENT), frappe.qb.DocType(ITEM)

	def of(condition):
		return Sum(Case().when(condition, 1).else_(0))

	is_open = item.state.notin((FULFILLED, NOT_FULFILLED))
	return (
		frappe.qb.from_(table)
		.join(item)
		.on((item.parent == table.name) & (item.parenttype == COMMITMENT))
		.select(table.committer_kind, table.committer_name, table.organization)
		.select(Count("*").as_("promises"))
		.select(of(item.state == FULFILLED).as_("fulfilled"))
		.select(of(item.state == NOT_FULFILLED).as_("not_fulfilled"))
		.select(of(is_open & (item.due <= last)).as_("overdue"))
		.where((table.community == community) & (table.year == last.year))
		.where(table.workflow_state.notin(PRIVATE) & (table.published_on <= last))
		.groupby(table.name)
		# units before their members
		.orderby(Case().when(table.committer_kind == ORGANIZATION, 0).else_(1))
		.orderby(table.organization)
		.orderby(table.committer_name)
		.run(as_dict=True)
	)


def title(community: str, first: date | str, last: date | str) -> str:
	"""经院社区2026年第三季度践诺情况."""
	area = frappe.db.get_value("Sink Area", community, "area_name")
	period = periods.Period(getdate(first), getdate(last))
	words = _("{0}: how promises were kept ({1})", lang=site_language())
	return words.format(area, period.label)


def due_date(last: date | str) -> date:
	"""The day by which a period that ended is to be published."""
	return getdate(add_days(last, settings().publish_within))


def _communities_with_promises(period: periods.Period) -> list[str]:
	# acts for itself: the daily job makes every community's publication
	return frappe.get_all(
		COMMITMENT,
		filters={
			"year": period.last.year,
			"workflow_state": ("not in", PRIVATE),
			"published_on": ("<=", period.last),
		},
		pluck="community",
		distinct=True,
		order_by="community asc",
	)


def _remind(today: date):
	# acts for itself: the daily job reminds every community
	due = frappe.get_all(
		PUBLICATION, filters={"status": TO_BE_PUBLISHED, "due_date": ("<=", add_days(today, 7))}, pluck="name"
	)
	for name in due:
		doc = frappe.get_doc(PUBLICATION, name)
		late = doc.due_date < today
		week = f"late {today:%G-%V}" if late else "due"
		language = site_language()
		words = (
			_("«{0}» was to be published by {1}", lang=language)
			if late
			else _("«{0}» is to be published by {1}", lang=language)
		)
		for user in {user for role in RECEIVERS for user in holders.of_role(doc, role)}:
			if reminders.once("Publication Due", user, week, PUBLICATION, name):
				reminders.tell(user, words.format(doc.title, formatdate(doc.due_date)), PUBLICATION, name)


def _titles(organizations: set[str]) -> dict[str, str]:
	# acts for itself: the names of organizations are public
	rows = frappe.get_all(
		"Sink Organization", filters={"name": ("in", list(organizations))}, fields=["name", "org_name"]
	)
	return {row.name: row.org_name for row in rows}
