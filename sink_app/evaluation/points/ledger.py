"""积分流水: what stands for a record is the sum of its entries; a change is one entry more.

The entries of a record are numbered, and the number stands once: of two jobs that settle the same record,
the database keeps the entry of one.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

import frappe
from frappe.utils import getdate, now_datetime

from sink_app.access import columns, declaration
from sink_app.evaluation import ENTRY
from sink_app.evaluation.points.amounts import number

TOLD = ("member", "member_name", "day", "organization", "area")
"""What an entry repeats of the record it is for."""


@dataclass
class Standing:
	"""What the ledger holds for a record: points in sum, number of entries, what the last of them tells."""

	points: Decimal
	turn: int
	told: dict


def standing(rule: str, sources: list[str]) -> dict[str, Standing]:
	"""What stands for records by a rule."""
	table = frappe.qb.DocType(ENTRY)
	rows = (
		frappe.qb.from_(table)
		.select(table.source, table.points, table.turn, *(table[field] for field in TOLD))
		.where((table.rule == rule) & table.source.isin(sources or [""]))
		.orderby(table.turn)
		.run(as_dict=True)
	)
	found: dict[str, Standing] = {}
	for row in rows:
		before = found.get(row.source)
		sum_before = before.points if before else Decimal(0)
		told = {field: row[field] for field in TOLD}
		found[row.source] = Standing(sum_before + number(row.points), row.turn, told)
	return found


def write(rule, entries: Iterable[dict]) -> int:
	"""Append entries, {source, points, turn, kind, explanation} and what each repeats of its record."""
	entries = list(entries)
	if not entries:
		return 0
	columns.read_ahead("Sink Area", (entry["area"] for entry in entries))
	columns.read_ahead("Sink Organization", (entry["organization"] for entry in entries))
	stamp, user = now_datetime(), frappe.session.user
	made = {"creation": stamp, "modified": stamp, "owner": user, "modified_by": user}
	places = columns.present(ENTRY)
	rows = [_row(rule, entry, made, places) for entry in entries]
	frappe.db.bulk_insert(ENTRY, list(rows[0]), [tuple(row.values()) for row in rows], ignore_duplicates=True)
	return len(rows)


def place_fields(doctype: str, tree: str) -> list[str]:
	"""The fields by which a DocType's records are filed in a tree, the nearest first."""
	scope = declaration.scope_of(doctype)
	fields = scope.nodes.get(tree, []) if scope else []
	return [field for field in fields if "." not in field]


def _row(rule, entry: dict, made: dict, places: list[str]) -> dict:
	row = {
		"name": frappe.generate_hash(length=16),
		**made,
		"rule": rule.name,
		"source_doctype": rule.source_doctype,
		"year": getdate(entry["day"]).year,
		**entry,
	}
	filed = columns.of(frappe.get_doc({"doctype": ENTRY, **entry}))
	return {**row, **{place: filed.get(place) for place in places}}
