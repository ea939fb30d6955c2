"""特长匹配率: whether who is good at something is asked to do it (武组通〔2021〕37号)."""

import frappe
from frappe import _
from frappe.query_builder.functions import Count
from frappe.utils import cint
from pypika.terms import ExistsCriterion

from sink_app.registration import reporting
from sink_app.registration.reporting import column
from sink_app.service.orders import CLAIM, DONE, HELD, ORDER

WANTED, HAS = "Sink Position Skill", "Sink Member Skill"


def execute(filters: dict | None = None):
	"""One row a district, street, community or grid: places on orders that ask for a skill, and how many were
	taken by members who have it."""
	filters = filters or {}
	level = filters.get("by") or "Community"
	rows = _rows(filters, reporting.COLUMN_OF[level], reporting.year_of(filters))
	rows = reporting.titled(rows, reporting.AREA)
	for row in rows:
		for key in ("places", "asking", "matched", "members"):
			row[key] = cint(row[key])
		row.rate = reporting.percent(row.matched, row.asking)
	asking, matched = (sum(row[key] for row in rows) for key in ("asking", "matched"))
	summary = [
		{"label": _("Places That Asked for a Skill"), "value": asking, "datatype": "Int"},
		{"label": _("Matched (%)"), "value": reporting.percent(matched, asking), "datatype": "Float"},
	]
	return _columns(level), rows, None, None, summary


def _rows(filters: dict, place: str, year: int) -> list:
	claim, found = reporting.asked(CLAIM, filters, ("district", "street", "community", "grid"))
	asks = _asked_for(claim)
	return (
		found.select(
			claim[place].as_("node"),
			Count("*").as_("places"),
			Count(claim.member).distinct().as_("members"),
			reporting.number_of(ExistsCriterion(asks)).as_("asking"),
			reporting.number_of(ExistsCriterion(_has(claim, asks))).as_("matched"),
		)
		.where(claim.status.isin([HELD, DONE]))
		.where(claim.starts_on[f"{year}-01-01" : f"{year}-12-31 23:59:59"])
		.groupby(claim[place])
		.run(as_dict=True)
	)


def _asked_for(claim):
	"""The skills that the order of a claim asks for."""
	wanted = frappe.qb.DocType(WANTED)
	return (
		frappe.qb.from_(wanted)
		.select(wanted.name)
		.where((wanted.parent == claim.service_order) & (wanted.parenttype == ORDER))
	)


def _has(claim, asks):
	"""Those of them that the member of the claim has."""
	wanted, has = frappe.qb.DocType(WANTED), frappe.qb.DocType(HAS)
	return asks.join(has).on(has.skill == wanted.skill).where(has.parent == claim.member)


def _columns(level: str) -> list[dict]:
	return [
		reporting.title_column(level),
		column("places", _("Places Taken")),
		column("members", _("Members Who Served"), width=130),
		column("asking", _("Places That Asked for a Skill"), width=170),
		column("matched", _("Taken by Who Has It"), width=150),
		column("rate", _("Matched (%)"), "Float", precision=1),
	]
