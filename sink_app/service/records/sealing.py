"""封存: a confirmed record's seal binds its content to the seal before it in its community.

One chain a community, only ever appended to. Whoever changes or deletes a confirmed record or a seal past
the app breaks what `verify` works out anew. A seal says what was confirmed; where the record is filed in the
trees is left out, because trees change.
"""

import hashlib
import json
from collections.abc import Iterator

import frappe
from frappe import _
from frappe.utils import cint, get_datetime, now_datetime

from sink_app.service.records import CONFIRMED, RECORD, REPLACED, SEAL

SEALED = (
	*("name", "member", "starts_on", "ends_on", "minutes", "place", "category", "content"),
	*("time_kind", "mode", "is_emergency", "source_doctype", "source", "is_late", "late_reason"),
	*("confirm_way", "confirmed_by_name", "confirmed_on", "replaces", "correction_reason"),
)
TIMES, NUMBERS = ("starts_on", "ends_on", "confirmed_on"), ("minutes", "is_emergency", "is_late")
COLUMNS = ("district", "street", "community")
FIRST = "0" * 64
STRETCH = 2_000
MOST_NAMED = 200


def append(records: list[str]):
	"""Seal confirmed records, in their order, each behind the last of its community.

	The community stays locked until the transaction ends, so that chains never fork.
	"""
	by_community: dict[str, list[dict]] = {}
	rows = _rows(records)
	for name in records:
		by_community.setdefault(rows[name].community, []).append(rows[name])
	for community in sorted(by_community):
		position, previous = _end_of_chain(community)
		seals = []
		for row in by_community[community]:
			position += 1
			seal = _seal(row, position, previous)
			previous = seal["seal_hash"]
			seals.append(seal)
		_write(seals)


def verify(community: str) -> dict:
	"""Work out a community's chain anew, for who may read its seals.

	{checked, differing, missing, broken, unsealed}: the records whose content differs from what was sealed,
	those that are gone, the numbers where the chain itself does not hold, and confirmed ones without a seal.
	"""
	found = {"checked": 0, "differing": [], "missing": [], "broken": [], "unsealed": _unsealed(community)}
	position, previous = 0, FIRST
	for seals in _stretches(community):
		rows = _rows([seal.record for seal in seals])
		for seal in seals:
			position += 1
			found["checked"] += 1
			if not _holds(seal, position, previous):
				found["broken"].append(seal.position)
			position, previous = seal.position, seal.seal_hash
			row = rows.get(seal.record)
			if row is None:
				found["missing"].append(seal.record)
			elif not _is_as_sealed(row, seal.content_hash):
				found["differing"].append(seal.record)
	return found


def are_as_sealed(seals: dict[str, str]) -> bool:
	"""Whether records still are what their seals, {record: seal_hash}, say, and count still."""
	table = frappe.qb.DocType(SEAL)
	found = (
		frappe.qb.from_(table)
		.select(table.record, table.content_hash, table.previous_hash, table.seal_hash)
		.where(table.record.isin(list(seals) or [""]))
		.run(as_dict=True)
	)
	rows = _rows(list(seals))
	if len(found) != len(seals) or len(rows) != len(seals):
		return False
	return all(
		seals[seal.record] == seal.seal_hash == _digest(seal.previous_hash + seal.content_hash)
		and rows[seal.record].workflow_state == CONFIRMED
		and _is_as_sealed(rows[seal.record], seal.content_hash)
		for seal in found
	)


def hash_of(row: dict) -> str:
	"""The hash over what a record says."""
	told = [[field, _text(field, row.get(field))] for field in SEALED]
	return _digest(json.dumps(told, ensure_ascii=False, separators=(",", ":")))


def _seal(row: dict, position: int, previous: str) -> dict:
	content = hash_of(row)
	return {
		"name": frappe.generate_hash(length=16),
		"record": row.name,
		"position": position,
		"sealed_on": now_datetime(),
		"content_hash": content,
		"previous_hash": previous,
		"seal_hash": _digest(previous + content),
		**{column: row[column] for column in COLUMNS},
	}


def _holds(seal: dict, position: int, previous: str) -> bool:
	return (
		seal.position == position
		and seal.previous_hash == previous
		and seal.seal_hash == _digest(seal.previous_hash + seal.content_hash)
	)


def _is_as_sealed(row: dict, content_hash: str) -> bool:
	"""Whether a record says what was sealed; a member merged into another one is the same person."""
	if hash_of(row) == content_hash:
		return True
	# acts for itself: which records of a person were merged is asked to compare, nothing of them is shown
	merged = frappe.get_all(
		"Sink Member", filters={"merged_into": row.member}, pluck="name", order_by="creation asc"
	)
	return any(hash_of({**row, "member": member}) == content_hash for member in merged)


def _end_of_chain(community: str) -> tuple[int, str]:
	"""(number, seal) of the last seal of a community, which is locked for whoever else appends."""
	area, seal = frappe.qb.DocType("Sink Area"), frappe.qb.DocType(SEAL)
	frappe.qb.from_(area).select(area.name).where(area.name == community).for_update().run()
	last = (
		frappe.qb.from_(seal)
		.select(seal.position, seal.seal_hash)
		.where(seal.community == community)
		.orderby(seal.position, order=frappe.qb.desc)
		.limit(1)
		# what was committed while this request waited for the community
		.for_update()
		.run()
	)
	return (last[0][0], last[0][1]) if last else (0, FIRST)


def _write(seals: list[dict]):
	stamp, user = now_datetime(), frappe.session.user
	made = {"creation": stamp, "modified": stamp, "owner": user, "modified_by": user}
	rows = [{**seal, **made} for seal in seals]
	frappe.db.bulk_insert(SEAL, list(rows[0]), [tuple(row.values()) for row in rows])


def _rows(records: list[str]) -> dict[str, dict]:
	"""What the table holds of records, by name."""
	table = frappe.qb.DocType(RECORD)
	found = (
		frappe.qb.from_(table)
		.select(*SEALED, *COLUMNS, "workflow_state")
		.where(table.name.isin(records or [""]))
		.run(as_dict=True)
	)
	return {row.name: row for row in found}


def _stretches(community: str) -> Iterator[list[dict]]:
	"""The seals of a community in order, so many at a time."""
	fields = ["name", "position", "record", "content_hash", "previous_hash", "seal_hash"]
	last = -1
	while seals := frappe.get_list(
		SEAL,
		filters={"community": community, "position": (">", last)},
		fields=fields,
		order_by="position asc",
		limit_page_length=STRETCH,
	):
		yield seals
		last = seals[-1].position


def _unsealed(community: str) -> list[str]:
	"""Confirmed records of a community that were never sealed: they came in past the app."""
	table, seal = frappe.qb.DocType(RECORD), frappe.qb.DocType(SEAL)
	found = (
		frappe.qb.from_(table)
		.left_join(seal)
		.on(seal.record == table.name)
		.select(table.name)
		.where((table.community == community) & table.workflow_state.isin([CONFIRMED, REPLACED]))
		.where(seal.name.isnull())
		.limit(MOST_NAMED)
		.run()
	)
	return [name for (name,) in found]


def _text(field: str, value) -> str:
	if field in NUMBERS:
		return str(cint(value))
	if field in TIMES:
		return get_datetime(value).strftime("%Y-%m-%d %H:%M:%S") if value else ""
	return str(value or "")


def _digest(text: str) -> str:
	return hashlib.sha256(text.encode()).hexdigest()


@frappe.whitelist(methods=["POST"])
def check(community: str) -> dict:
	"""What `verify` finds, in words: {checked, sound, findings: [{record, title, sentence}]}."""
	# raises where the user holds no role that reads seals
	if not frappe.get_list(SEAL, filters={"community": community}, limit=1, order_by="position asc"):
		return {"checked": 0, "sound": True, "findings": []}
	found = verify(community)
	sentences = {
		"differing": _("differs from what was confirmed"),
		"missing": _("was deleted after it was confirmed"),
		"unsealed": _("counts as confirmed, but was never sealed"),
	}
	findings = []
	for kind, sentence in sentences.items():
		titles = _titles(found[kind][:MOST_NAMED])
		findings += [
			{"record": name, "title": titles.get(name, name), "sentence": sentence}
			for name in found[kind][:MOST_NAMED]
		]
	findings += [
		{"record": None, "title": _("Seal No. {0}").format(number), "sentence": _("was changed or removed")}
		for number in found["broken"][:MOST_NAMED]
	]
	return {"checked": found["checked"], "sound": not findings, "findings": findings}


def _titles(names: list[str]) -> dict[str, str]:
	rows = frappe.get_list(
		RECORD,
		filters={"name": ("in", names or [""])},
		fields=["name", "member_name", "starts_on"],
		order_by="starts_on asc",
		limit_page_length=0,
	)
	return {row.name: f"{row.member_name} {row.starts_on:%Y-%m-%d %H:%M}" for row in rows}
