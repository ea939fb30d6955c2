"""团队活动均衡度: how much each team does in which month (武组通〔2021〕37号: 均衡、丰富、有效)."""

from collections import defaultdict

import frappe
from frappe import _

from sink_app.registration import reporting
from sink_app.registration.reporting import AREA, MOST_ROWS, column
from sink_app.service.teams import AT_WORK, TEAM

SOURCES = (("Sink Activity", "starts_on"), ("Sink Duty Shift", "day"))
"""What a team does: DocTypes with a field «team», as far as this site has them, and when."""
MONTHS = range(1, 13)


def execute(filters: dict | None = None):
	"""One row a team at work: how many activities in each month, and of how many kinds."""
	filters = filters or {}
	year = reporting.year_of(filters)
	team, found = reporting.asked(TEAM, filters, ("district", "street", "community"))
	rows = (
		found.select(
			team.name.as_("team"),
			team.team_name,
			team.kind,
			team.community,
			team.member_count,
			team.frequency,
		)
		.where(team.workflow_state.isin(list(AT_WORK)))
		.orderby(team.team_name)
		.limit(MOST_ROWS)
		.run(as_dict=True)
	)
	numbers, kinds = _done([row.team for row in rows], year)
	for row in rows:
		row.kind = _(row.kind)
		row.update({f"m{month}": numbers[row.team, month] for month in MONTHS})
		row.total = sum(numbers[row.team, month] for month in MONTHS)
		row.months = sum(bool(numbers[row.team, month]) for month in MONTHS)
		row.kinds = len(kinds[row.team])
	rows = reporting.titled(rows, AREA, "community", "community_title")
	message = None if any(row.total for row in rows) else _("Nothing that a team did is kept for {0} yet.")
	return _columns(), rows, message and message.format(year)


def _done(teams: list[str], year: int) -> tuple[dict, dict]:
	"""({(team, month): number}, {team: kinds}); one look a source."""
	numbers: dict[tuple, int] = defaultdict(int)
	kinds: dict[str, set] = defaultdict(set)
	for doctype, field in SOURCES:
		if not teams or not frappe.db.table_exists(doctype):
			continue
		meta = frappe.get_meta(doctype)
		if not (meta.has_field("team") and meta.has_field(field)):
			continue
		table = frappe.qb.DocType(doctype)
		kind = table.category if meta.has_field("category") else table.team
		rows = frappe.qb.from_(table).select(table.team, table[field], kind)
		rows = rows.where(
			table.team.isin(teams) & table[field].between(f"{year}-01-01", f"{year}-12-31 23:59:59")
		)
		for team, moment, what in rows.run():
			numbers[team, moment.month] += 1
			kinds[team].add((doctype, what))
	return numbers, kinds


def _columns() -> list[dict]:
	return [
		column("team_name", _("Team Name"), "Data", 200),
		column("kind", _("Kind of Team"), "Data", 120),
		column("community_title", _("Community"), "Data", 170),
		column("member_count", _("People"), width=70),
		column("frequency", _("How Often"), "Data", 120),
		column("total", _("In the Year"), width=80),
		column("months", _("Months With Something"), width=110),
		column("kinds", _("Different Kinds"), width=90),
		*(column(f"m{month}", _("Month {0}").format(month), width=65) for month in MONTHS),
	]
