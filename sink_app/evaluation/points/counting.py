"""Bringing the ledger up to date for some records of a rule; done again, it adds nothing."""

from decimal import Decimal

import frappe
from frappe import _
from frappe.utils import getdate

from sink_app.approvals import chain
from sink_app.evaluation.doctype.sink_evaluation_settings.sink_evaluation_settings import settings
from sink_app.evaluation.points import EARNED, RECOUNTED, TAKEN_BACK, amounts, ledger, sources
from sink_app.organization.wording import in_site_language


def settle(rule, names: list[str], recount: bool = False) -> int:
	"""Give points to records that have none, and take back those of records that no longer count.

	recount works out anew what others have, by what the rule says now. Returns how many entries were added.
	"""
	with in_site_language():
		counting, kept = _counting(rule, names), ledger.standing(rule.name, names)
		idle = [name for name in kept if name not in counting and kept[name].points]
		stay = set() if recount else _still_confirmed(rule, idle)
		scale = amounts.Scale(rule)
		added = [
			*(_given(scale, row, kept.get(name), recount) for name, row in counting.items() if rule.enabled),
			*(_taken_back(name, kept[name]) for name in idle if name not in stay),
		]
		return ledger.write(rule, [entry for entry in added if entry])


def _given(scale, row, stands: ledger.Standing | None, recount: bool) -> dict | None:
	has = stands.points if stands else Decimal(0)
	if has and not recount:
		return None
	amount = scale.of(row)
	if amount.points == has:
		return None
	return {
		**{field: row[field] for field in ledger.TOLD},
		"source": row.name,
		"points": amount.points - has,
		"turn": stands.turn + 1 if stands else 1,
		"kind": RECOUNTED if has else EARNED,
		"explanation": amount.explanation,
	}


def _taken_back(name: str, stands: ledger.Standing) -> dict:
	return {
		**stands.told,
		"source": name,
		"points": -stands.points,
		"turn": stands.turn + 1,
		"kind": TAKEN_BACK,
		"explanation": _("The record no longer counts"),
	}


def _counting(rule, names: list[str]) -> dict[str, frappe._dict]:
	"""The records that the rule counts now, with what an entry repeats of each."""
	places = {
		tree: ledger.place_fields(rule.source_doctype, tree) for tree in ("Sink Area", "Sink Organization")
	}
	named = [rule.get(field) for field in sources.NAMING if rule.get(field)]
	# acts for itself: whoever confirmed the record has asked for the right
	rows = frappe.get_all(
		rule.source_doctype,
		filters=[[rule.source_doctype, "name", "in", names or [""]], *conditions(rule)],
		fields=list(
			dict.fromkeys(["name", *named, *(field for fields in places.values() for field in fields)])
		),
		order_by="name asc",
		limit_page_length=0,
	)
	people = _people({row[rule.member_field] for row in rows})
	found = {}
	for row in rows:
		person = people.get(row[rule.member_field])
		if not person:
			continue
		area, organization = (
			next((row[field] for field in fields if row[field]), None) for fields in places.values()
		)
		row.update({"member": row[rule.member_field], "member_name": person.member_name})
		row.update({"day": getdate(row[rule.date_field]), "area": area})
		row.organization = organization or person.organization
		found[row.name] = row
	return found


def conditions(rule) -> list[list]:
	"""What a record has to fulfil to be counted by a rule, as filters."""
	doctype = rule.source_doctype
	days = [[doctype, rule.date_field, "is", "set"]]
	days += [[doctype, rule.date_field, ">=", day] for day in (settings().points_from, rule.from_date) if day]
	if rule.to_date:
		days.append([doctype, rule.date_field, "<=", f"{getdate(rule.to_date)} 23:59:59"])
	return [[doctype, state_field(rule), "=", rule.counted_state], *days, *rule.own_filters]


def state_field(rule) -> str:
	"""The field that holds the state of what a rule counts."""
	return chain.of(rule.source_doctype).workflow_state_field


def _still_confirmed(rule, names: list[str]) -> set[str]:
	"""Records that are still confirmed: a rule that says other things now takes nothing back by itself."""
	if not names:
		return set()
	# acts for itself: as above
	found = frappe.get_all(
		rule.source_doctype,
		filters={"name": ("in", names), state_field(rule): rule.counted_state},
		pluck="name",
		order_by="name asc",
	)
	return set(found)


def _people(members: set[str]) -> dict[str, frappe._dict]:
	# acts for itself: as above
	rows = frappe.get_all(
		"Sink Member",
		filters={"name": ("in", list(members) or [""])},
		fields=["name", "member_name", "organization"],
		order_by="name asc",
		limit_page_length=0,
	)
	return {row.name: row for row in rows}
