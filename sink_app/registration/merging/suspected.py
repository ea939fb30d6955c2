"""Pairs of members that may be one person: the same id number, mobile, or name and date of birth."""

import frappe
from frappe import _
from frappe.query_builder.functions import Count

from sink_app.access import query
from sink_app.personal.vault import VAULT

MEMBER = "Sink Member"
SAME_ID, SAME_MOBILE, SAME_BIRTH = ("Same Id Number", "Same Mobile", "Same Name and Birth Date")
MOST = 2000
"""So many pairs are listed; merging them brings the others up."""
FIELDS = ("member_name", "sex", "birth_date", "mobile", "organization", "unit", "status", "creation")


def pairs(filters: dict) -> list[dict]:
	"""Suspected pairs of members that both are in the session user's reach, each once, the surest first.

	filters may name a `unit` and a `reason`.
	"""
	wanted = filters.get("reason")
	groups = [
		(reason, group) for reason, ask in ASKED.items() if wanted in (None, "", reason) for group in ask()
	]
	members = _readable({name for _reason, group in groups for name in group})
	found: dict[tuple[str, str], list[str]] = {}
	for reason, group in groups:
		# whoever of a group is out of reach is left out before the others are paired
		first, *others = [name for name in group if name in members] or [None]
		for other in others:
			found.setdefault((first, other), []).append(reason)
	rows = [_row(members[one], members[other], reasons) for (one, other), reasons in found.items()]
	unit = filters.get("unit")
	rows = [row for row in rows if not unit or unit in (row["unit"], row["other_unit"])][:MOST]
	return _with_titles(rows)


def _by_number(field: str) -> list[list[str]]:
	"""Names of members that hold the same number, oldest first, a list a number."""
	kept = frappe.qb.DocType(VAULT)
	shared = (
		frappe.qb.from_(kept)
		.select(kept.digest)
		.where((kept.reference_doctype == MEMBER) & (kept.reference_field == field))
		.groupby(kept.digest)
		.having(Count("*") > 1)
	)
	rows = (
		frappe.qb.from_(kept)
		.select(kept.digest, kept.reference_name)
		.where((kept.reference_doctype == MEMBER) & (kept.reference_field == field))
		.where(kept.digest.isin(shared))
		.orderby(kept.creation)
		.run()
	)
	return _grouped(rows)


def _by_birth() -> list[list[str]]:
	member, other = frappe.qb.DocType(MEMBER), frappe.qb.DocType(MEMBER).as_("other")
	still = member.merged_into.isnull() & other.merged_into.isnull()
	rows = (
		frappe.qb.from_(member)
		.join(other)
		.on(
			(other.member_name == member.member_name)
			& (other.birth_date == member.birth_date)
			& (other.name != member.name)
		)
		.select(member.member_name, member.birth_date, member.name)
		.distinct()
		.where(still)
		.orderby(member.creation)
		.run()
	)
	return _grouped([((name, birth), record) for name, birth, record in rows])


ASKED = {
	SAME_ID: lambda: _by_number("id_number"),
	SAME_MOBILE: lambda: _by_number("mobile"),
	SAME_BIRTH: _by_birth,
}


def _grouped(rows: list[tuple]) -> list[list[str]]:
	groups: dict = {}
	for key, name in rows:
		groups.setdefault(key, []).append(name)
	return [group for group in groups.values() if len(group) > 1]


def _readable(names: set[str]) -> dict[str, dict]:
	if not names or query.condition(MEMBER) == query.NOTHING:
		return {}
	rows = frappe.get_list(
		MEMBER,
		filters={"name": ("in", list(names)), "merged_into": ("is", "not set")},
		fields=["name", *FIELDS],
		order_by="creation asc",
		limit_page_length=0,
	)
	return {row.name: row for row in rows}


def _row(one: dict, other: dict, reasons: list[str]) -> dict:
	# of two, the older one is offered as the one that stays
	kept, merged = sorted((one, other), key=lambda row: row.creation)
	return {
		"reason": "、".join(_words()[reason] for reason in reasons),
		**{field: kept[field] for field in FIELDS if field != "creation"},
		"kept": kept.name,
		"merged": merged.name,
		**{f"other_{field}": merged[field] for field in FIELDS if field != "creation"},
	}


def _with_titles(rows: list[dict]) -> list[dict]:
	"""The rows with organizations by their names."""
	fields = ("organization", "other_organization")
	organizations = {row[field] for row in rows for field in fields}
	# acts for itself: the name of the organization of a member that the user reads
	titles = dict(
		frappe.get_all(
			"Sink Organization",
			filters={"name": ("in", list(organizations) or [""])},
			fields=["name", "org_name"],
			as_list=True,
		)
	)
	return [{**row, **{field: titles.get(row[field], "") for field in fields}} for row in rows]


def _words() -> dict[str, str]:
	return {
		SAME_ID: _("Same Id Number"),
		SAME_MOBILE: _("Same Mobile"),
		SAME_BIRTH: _("Same Name and Birth Date"),
	}
