"""What an administrator may do about one shipped record: see what differs, keep, merge, take, restore."""

import frappe
from frappe import _

from sink_app.shipped import content, difference, files, installer, kinds, ledger
from sink_app.shipped.merge import Merge, merge


class LookedOutdated(frappe.ValidationError):
	"""The record changed between the look at the difference and the choice."""


class NothingToDecide(frappe.ValidationError):
	"""The choice does not exist in the record's present state."""


def describe(entry) -> dict:
	"""What differs, in words: the office's edits, the new version, and what merging would do.

	`seen` stands for the versions compared; a choice carries it, so that it is made about no others.
	"""
	doc = ledger.live(entry)
	told = {"seen": _seen(entry, doc), "edits": [], "update": [], "merged": [], "conflicts": []}
	base, offered = ledger.shipped_content(entry), ledger.offered_content(entry)
	if ledger.has_update(entry) and base:
		told["update"] = difference.between(entry.record_doctype, base, offered)
	if doc is None:
		return told
	now = doc.as_dict()
	edited = ledger.edited_fields(entry, doc)
	told["edits"] = difference.between(doc.doctype, base or offered, now, only=edited)
	if ledger.has_update(entry) and base:
		merged = merge(doc.doctype, base, now, offered)
		told["merged"] = difference.between(doc.doctype, now, merged.values)
		told["conflicts"] = [difference.conflict(doc.doctype, each) for each in merged.conflicts]
	return told


def take_ours(entry, seen: str):
	"""Install the record as shipped, or put it back to that; what was edited is replaced."""
	_check_seen(entry, seen)
	installer.take(entry)


def keep_yours(entry, seen: str):
	"""Keep the office's version, and say nothing more of this update."""
	_check_seen(entry, seen)
	_check_has_update(entry)
	entry.seen_hash = files.digest(ledger.offered_content(entry))
	ledger.write(entry, installer.status_of(entry, ledger.live(entry)))


def merge_both(entry, seen: str, chosen: dict[str, str]):
	"""Add what the update changes to the office's edits; `chosen` says «ours» for conflicts taken so."""
	_check_seen(entry, seen)
	_check_has_update(entry)
	doc = ledger.live(entry)
	base, offered = ledger.shipped_content(entry), ledger.offered_content(entry)
	if doc is None or not base:
		frappe.throw(_("There are no two versions of this record to merge."), NothingToDecide)
	result = merge(doc.doctype, base, doc.as_dict(), offered, chosen)
	_apply(doc, result)
	named = {
		field: value for field, value in content.comparable(doc.doctype, offered).items() if field in offered
	}
	ledger.took(entry, doc, {**ledger.installed_content(entry), **named})
	ledger.write(entry, installer.status_of(entry, doc))


def _apply(doc, result: Merge):
	"""Save what the merge changes; rows keep what Frappe itself wrote into them."""
	now = content.comparable(doc.doctype, doc.as_dict())
	changed = {field: value for field, value in result.values.items() if value != now[field]}
	values = content.storable(doc.doctype, changed)
	for field in doc.meta.get_table_fields():
		kept = kinds.KEPT_BY_FRAMEWORK.get(field.options)
		if kept and field.fieldname in values:
			values[field.fieldname] = _with_kept(doc, field, values[field.fieldname], kept)
	if values:
		doc.update(values)
		doc.save()
		doc.reload()


def _with_kept(doc, field, values: list[dict], kept: set[str]) -> list[dict]:
	old = content.rows(
		doc.doctype, field.fieldname, content.comparable(doc.doctype, doc.as_dict())[field.fieldname]
	)
	stood = {row.key: live for row, live in zip(old, doc.get(field.fieldname), strict=True)}
	new = content.rows(doc.doctype, field.fieldname, values)
	return [
		{**{name: stood[row.key].get(name) for name in kept if row.key in stood}, **row.values} for row in new
	]


def _seen(entry, doc) -> str:
	return files.digest([str(doc.modified) if doc else "", entry.source_hash, entry.offered_content])


def _check_seen(entry, seen: str):
	if seen != _seen(entry, ledger.live(entry)):
		frappe.throw(
			_("This record has been changed since you looked at it. Please look at the difference again."),
			LookedOutdated,
		)


def _check_has_update(entry):
	if not ledger.has_update(entry):
		frappe.throw(_("There is no newer version of this record to decide about."), NothingToDecide)
