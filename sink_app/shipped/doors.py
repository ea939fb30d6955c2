"""What the Desk asks of the ledger: the differences in words, and the choices about them."""

import frappe
from frappe import _

from sink_app.shipped import choices, installer, ledger


@frappe.whitelist(methods=["POST"])
def look_again() -> None:
	"""Bring the list's statuses to what has been edited or deleted since the last upgrade."""
	if not frappe.has_permission(ledger.LEDGER, "read"):
		frappe.throw(_("Shipped configuration is for who runs this site."), frappe.PermissionError)
	installer.look_again()


@frappe.whitelist()
def describe(name: str) -> dict:
	"""The differences of one shipped record; see choices.describe. `may_decide` is a right to its record."""
	entry = _entry(name)
	return {**choices.describe(entry), "may_decide": _may_decide(entry)}


@frappe.whitelist(methods=["POST"])
def take_ours(name: str, seen: str) -> str:
	"""Put a record to what is shipped, or restore it; returns its status."""
	entry = _entry_to_decide(name)
	choices.take_ours(entry, seen)
	return entry.status


@frappe.whitelist(methods=["POST"])
def keep_yours(name: str, seen: str) -> str:
	"""Keep the office's version until the next update; returns its status."""
	entry = _entry_to_decide(name)
	choices.keep_yours(entry, seen)
	return entry.status


@frappe.whitelist(methods=["POST"])
def merge_both(name: str, seen: str, chosen: str | dict | None = None) -> str:
	"""Merge an update into the office's version, conflicts as `chosen`; returns its status."""
	entry = _entry_to_decide(name)
	choices.merge_both(entry, seen, frappe.parse_json(chosen) or {})
	return entry.status


def _entry(name: str):
	entry = frappe.get_doc(ledger.LEDGER, name)
	entry.check_permission("read")
	return entry


def _entry_to_decide(name: str):
	entry = _entry(name)
	if not _may_decide(entry):
		frappe.throw(
			_("Only who may change a {0} decides about this one.").format(_(entry.record_doctype)),
			frappe.PermissionError,
		)
	return entry


def _may_decide(entry) -> bool:
	doc = ledger.live(entry)
	right = "write" if doc else "create"
	return bool(frappe.has_permission(entry.record_doctype, right, doc=doc))
