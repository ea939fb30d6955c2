"""Sink Shipped Record: what was shipped when, what Frappe made of it, and what became of it since."""

import json

import frappe
from frappe.utils import now_datetime

from sink_app.shipped import content, files, kinds

LEDGER = "Sink Shipped Record"
AS_SHIPPED, EDITED, DELETED, UPDATE_AVAILABLE = "As Shipped", "Edited", "Deleted", "Update Available"
NOT_INSTALLED, NO_LONGER_SHIPPED = "Not Installed", "No Longer Shipped"


def entry_of(shipped: files.ShippedFile):
	"""The ledger's entry of a shipped file, a new one if there is none."""
	name = frappe.db.get_value(LEDGER, {"record_doctype": shipped.doctype, "shipped_name": shipped.name})
	if name:
		return frappe.get_doc(LEDGER, name)
	entry = frappe.new_doc(LEDGER)
	entry.update(
		{"record_doctype": shipped.doctype, "record_name": shipped.name, "shipped_name": shipped.name}
	)
	return entry


def all_entries() -> list:
	"""Every entry of the ledger."""
	# acts for itself: the ledger is the engine's own
	return [
		frappe.get_doc(LEDGER, name) for name in frappe.get_all(LEDGER, pluck="name", order_by="creation asc")
	]


def live(entry):
	"""The record an entry speaks of, or None."""
	if not frappe.db.exists(entry.record_doctype, entry.record_name):
		return None
	return frappe.get_doc(entry.record_doctype, entry.record_name)


def shipped_content(entry) -> dict:
	"""The record as it was shipped when it was last installed or upgraded; {} if it never was."""
	return json.loads(entry.shipped_content or "{}")


def installed_content(entry) -> dict:
	"""The fields that count, as Frappe saved them when the record was last installed or upgraded."""
	return json.loads(entry.installed_content or "{}")


def offered_content(entry) -> dict:
	"""The record as the installed version of the app ships it."""
	return json.loads(entry.offered_content or "{}")


def edited_fields(entry, doc) -> list[str]:
	"""The fields that say neither what was shipped, nor what Frappe made of that, nor what is offered now."""
	states = (shipped_content(entry), installed_content(entry), offered_content(entry))
	return content.edited_fields(doc.doctype, doc.as_dict(), *states)


def has_update(entry) -> bool:
	"""Whether the installed version of the app ships something else than what is installed."""
	return files.digest(offered_content(entry)) != entry.source_hash


def offer(entry, shipped: files.ShippedFile):
	"""Note what the installed version of the app ships."""
	entry.update(
		{
			"source": shipped.source,
			"title": kinds.title(shipped.content),
			"offered_content": _dump(shipped.content),
			"problem": None,
		}
	)
	if entry.status == NO_LONGER_SHIPPED:
		entry.status = None


def took(entry, doc, installed: dict):
	"""Note that the record, as saved, stands on what is offered; `installed` is what Frappe makes of that."""
	entry.update(
		{
			"record_name": doc.name,
			"source_hash": files.digest(offered_content(entry)),
			"seen_hash": None,
			"shipped_content": entry.offered_content,
			"installed_content": _dump(installed),
			"shipped_on": now_datetime(),
		}
	)


def write(entry, status: str) -> str:
	"""Write an entry down with its status, if it has changed."""
	entry.status = status
	# acts for itself: nobody else writes the ledger
	entry.flags.ignore_permissions = True
	if entry.is_new() or entry.get_valid_dict() != frappe.get_doc(LEDGER, entry.name).get_valid_dict():
		entry.save()
	return status


def follow_rename(doc, method: str | None, old: str, new: str, merge: bool = False):
	"""A renamed record is still the shipped one (after_rename, every DocType)."""
	entry = frappe.db.get_value(LEDGER, {"record_doctype": doc.doctype, "record_name": old})
	if entry:
		frappe.db.set_value(LEDGER, entry, "record_name", new)


def _dump(value: dict) -> str:
	return json.dumps(value, ensure_ascii=False, indent=1, default=str)
