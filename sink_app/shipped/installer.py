"""Installs shipped records as ordinary editable ones; upgrades those nobody edited, leaves the rest."""

import copy
from collections.abc import Iterable

import frappe
from frappe import _

from sink_app.shipped import content, files, ledger


def sync(shipped: Iterable[files.ShippedFile] | None = None):
	"""Bring every shipped record up to date (after_install, after_migrate); may be run again and again.

	Without `shipped`, every file of the installed apps. A record that Frappe refuses, for example because an
	administrator deleted what it links to, stays as it is; the ledger says why, and the others go on.
	"""
	found = files.in_order(files.all_files() if shipped is None else shipped)
	for each in found:
		sync_one(each)
	if shipped is None:
		_mark_withdrawn(found)


def sync_one(shipped: files.ShippedFile) -> str:
	"""Install, upgrade or leave one record; returns its status in the ledger."""
	entry = ledger.entry_of(shipped)
	is_first = entry.is_new() or entry.status == ledger.NOT_INSTALLED
	ledger.offer(entry, shipped)
	doc = ledger.live(entry)
	if doc is None and not is_first:
		return ledger.write(entry, ledger.DELETED)
	if doc is None:
		return _try_to_take(entry, ledger.NOT_INSTALLED)
	if not ledger.has_update(entry) or ledger.edited_fields(entry, doc):
		return ledger.write(entry, status_of(entry, doc))
	return _try_to_take(entry, ledger.UPDATE_AVAILABLE)


def status_of(entry, doc) -> str:
	"""What became of a shipped record; doc is the live one or None."""
	if entry.status == ledger.NO_LONGER_SHIPPED:
		return entry.status
	if doc is None:
		return entry.status if entry.status == ledger.NOT_INSTALLED else ledger.DELETED
	is_edited = bool(ledger.edited_fields(entry, doc))
	if ledger.has_update(entry) and files.digest(ledger.offered_content(entry)) != entry.seen_hash:
		return ledger.UPDATE_AVAILABLE
	return ledger.EDITED if is_edited else ledger.AS_SHIPPED


def look_again():
	"""Bring the ledger's statuses to what administrators have done since."""
	for entry in ledger.all_entries():
		ledger.write(entry, status_of(entry, ledger.live(entry)))


def take(entry):
	"""Install or upgrade the record of an entry to what is offered, whatever it says now; returns the record.

	Raises what Frappe raises on saving; a record that cannot be saved stays as it was.
	"""
	doc = ledger.live(entry) or frappe.new_doc(entry.record_doctype)
	_save(doc, {**_taken_back(entry, doc), **ledger.offered_content(entry)}, entry.record_name)
	ledger.took(entry, doc, content.comparable(doc.doctype, doc.as_dict()))
	ledger.write(entry, ledger.AS_SHIPPED)
	return doc


def _taken_back(entry, doc) -> dict:
	"""Fields that the new version no longer names, and edited ones that none names, as they were before."""
	if doc.is_new():
		return {}
	before, installed = ledger.shipped_content(entry), ledger.installed_content(entry)
	edited = ledger.edited_fields(entry, doc)
	empty = content.comparable(doc.doctype, {})
	values = {field: installed[field] for field in edited if field in installed}
	values |= {field: value for field, value in empty.items() if field in before}
	return content.storable(doc.doctype, values)


def remove_all():
	"""Delete every record the ledger knows and the ledger itself (before_uninstall)."""
	for entry in reversed(ledger.all_entries()):
		frappe.delete_doc_if_exists(entry.record_doctype, entry.record_name, force=True)
		frappe.delete_doc(ledger.LEDGER, entry.name)


def _try_to_take(entry, otherwise: str) -> str:
	frappe.db.savepoint("shipped")
	try:
		take(entry)
	except frappe.ValidationError as refusal:
		frappe.db.rollback(save_point="shipped")
		entry.problem = frappe.utils.strip_html(str(refusal)) or _("Not allowed")
		frappe.clear_last_message()
		return ledger.write(entry, otherwise)
	return entry.status


def _save(doc, values: dict, name: str):
	"""Save a record with the fields a file names; what Frappe replaces while inserting is set once more."""
	values = {field: value for field, value in values.items() if field not in ("doctype", "name")}
	values = content.with_row_defaults(doc.doctype, copy.deepcopy(values))
	if not doc.is_new():
		left_out = content.not_content(doc.doctype)
		doc.update({field: value for field, value in values.items() if field not in left_out})
		doc.save()
		return
	# Frappe would fill these from the defaults of whoever installs, such as a letter head
	doc.update({field.fieldname: "" for field in doc.meta.get_link_fields()})
	doc.update(copy.deepcopy(values))
	doc.insert(set_name=name)
	doc.reload()
	replaced = set(content.edited_fields(doc.doctype, doc.as_dict(), values)) & values.keys()
	if replaced:
		doc.update({field: values[field] for field in replaced})
		doc.save()
	doc.reload()


def _mark_withdrawn(shipped: list[files.ShippedFile]):
	"""A record that no version ships any more stays the office's own."""
	known = {(each.doctype, each.name) for each in shipped}
	for entry in ledger.all_entries():
		if (entry.record_doctype, entry.shipped_name) not in known:
			ledger.write(entry, ledger.NO_LONGER_SHIPPED)
