"""Everything of a merged record moved to the one that stays; all of it or nothing."""

import json
from collections.abc import Iterator
from contextlib import contextmanager

import frappe
from frappe import _
from frappe.utils import cstr, getdate, nowdate

from sink_app.access import columns, declaration
from sink_app.personal import vault
from sink_app.personal.declaration import kept_fields
from sink_app.registration.merging import links
from sink_app.registration.merging.comparing import MEMBER


class StandsInTheWay(frappe.ValidationError):
	"""Both records have something that only one may have."""


def carry(kept, merged, taken: list[str], ending: list[str], reason: str) -> list[dict]:
	"""Move what hangs on a member to another one and mark it; whoever calls has asked for the right.

	taken are the fields whose value comes from the merged record, ending the registrations that end because
	another one of the same kind and year goes on. Returns what was moved, as {doctype, field, names}.
	"""
	numbers = _numbers(merged, taken)
	account = merged.user if "user" in taken or not kept.user else None
	_let_go(merged)
	for registration in ending:
		_end(registration, reason)
	moved = _move_links(kept, merged)
	_take_over(kept, merged, [field for field in taken if field != "user"], numbers, account)
	_mark(merged, kept)
	_file_anew(kept, merged, moved)
	_follow_assignments(kept, merged)
	return moved


def _numbers(merged, taken: list[str]) -> dict[str, str]:
	numbers = {
		field: vault.number_of(MEMBER, merged.name, field) for field in kept_fields(MEMBER) if field in taken
	}
	return {field: number for field, number in numbers.items() if number}


def _let_go(merged):
	"""What only one record may hold is taken from the merged one first; nobody signs in as a stone."""
	vault.drop_all(MEMBER, [merged.name])
	frappe.db.set_value(MEMBER, merged.name, "user", None)


def _move_links(kept, merged) -> list[dict]:
	moved = []
	for place, rows in links.naming(MEMBER, merged.name):
		with _only_one_of(place.doctype):
			place.put(MEMBER, merged.name, kept.name)
		moved.append({"doctype": place.doctype, "field": place.field, "names": [cstr(row) for row in rows]})
	return moved


@contextmanager
def _only_one_of(doctype: str) -> Iterator[None]:
	"""Say in words what the database refuses: both records have something that only one may have."""
	try:
		yield
	except Exception as problem:
		if not (frappe.db.is_unique_key_violation(problem) or frappe.db.is_duplicate_entry(problem)):
			raise
		frappe.throw(
			_("Both records have a «{0}» of which there can be only one. Please settle that first.").format(
				_(doctype)
			),
			StandsInTheWay,
		)


def _take_over(kept, merged, taken: list[str], numbers: dict[str, str], account: str | None):
	"""Put the chosen values into the record that stays, through its own rules."""
	for field in taken:
		if field in numbers:
			kept.set(field, numbers[field])
		elif kept.meta.get_field(field).fieldtype in ("Table", "Table MultiSelect"):
			kept.set(field, [_bare(row) for row in merged.get(field)])
		else:
			kept.set(field, merged.get(field))
	if account:
		kept.user = account
	# acts for itself: whether these two may be merged was asked before
	kept.flags.ignore_permissions = True
	kept.save()


def _bare(row) -> dict:
	standard = ("name", "parent", "parenttype", "parentfield", "owner", "creation", "modified", "modified_by")
	return {key: value for key, value in row.as_dict().items() if key not in standard}


def _mark(merged, kept):
	"""The merged record stays as a stone that names where it has gone; nothing counts it any more."""
	frappe.db.set_value(MEMBER, merged.name, {"merged_into": kept.name, "status": "Deregistered"})
	frappe.clear_document_cache(MEMBER, merged.name)


def _file_anew(kept, merged, moved: list[dict]):
	"""Give moved records what they repeat of their member, and file them where they stand now."""
	for entry in moved:
		meta = frappe.get_meta(entry["doctype"])
		for name in entry["names"]:
			doc = frappe.get_doc(entry["doctype"], name)
			fetched = meta.get_fields_to_fetch(entry["field"])
			values = {df.fieldname: kept.get(df.fetch_from.split(".")[-1]) for df in fetched}
			values |= {
				df.fieldname: key.replace(merged.name, kept.name)
				for df in meta.fields
				if df.unique and merged.name in (key := cstr(doc.get(df.fieldname)))
			}
			doc.update(values)
			if not meta.istable and declaration.scope_of(entry["doctype"]):
				place = columns.of(doc)
				values |= {column: value for column, value in place.items() if meta.has_field(column)}
			if values:
				with _only_one_of(entry["doctype"]):
					frappe.db.set_value(entry["doctype"], name, values, update_modified=False)


def _follow_assignments(kept, merged):
	"""Tags and likes are kept on the record itself; assignments are read anew from the tasks."""
	tags = {tag for doc in (kept, merged) for tag in cstr(doc.get("_user_tags")).split(",") if tag}
	# acts for itself: the tasks hang on the record that stays now
	tasks = frappe.get_all(
		"ToDo",
		filters={"reference_type": MEMBER, "reference_name": kept.name, "status": "Open"},
		pluck="allocated_to",
	)
	values = {
		"_user_tags": "".join(f",{tag}" for tag in sorted(tags)) or None,
		"_assign": json.dumps(sorted(set(tasks))) if tasks else None,
	}
	frappe.db.set_value(MEMBER, kept.name, values, update_modified=False)
	frappe.db.set_value(MEMBER, merged.name, {"_assign": None}, update_modified=False)


def _end(registration: str, reason: str):
	"""One of two registrations of the same kind and year ends; it is kept as history."""
	try:
		from sink_app.registration import changes
	except ImportError:
		# a site whose chain knows no end of a registration
		frappe.throw(
			_("Both records have a «{0}» of which there can be only one. Please settle that first.").format(
				_("Sink Registration")
			),
			StandsInTheWay,
		)
	changes.end(registration, changes.DEREGISTERED, getdate(nowdate()), reason)
