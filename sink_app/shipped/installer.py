"""Installs shipped records as ordinary editable ones; upgrades those nobody edited, leaves the rest."""

import frappe
from frappe.utils import now_datetime

from sink_app.shipped import files

LEDGER = "Sink Shipped Record"


def sync():
	"""Bring every shipped record up to date (after_install, after_migrate); may be run again and again."""
	for shipped in files.all_files():
		sync_one(shipped)


def sync_one(shipped: files.ShippedFile) -> str:
	"""Install, upgrade or leave one record; returns its status in the ledger."""
	ledger = _ledger(shipped)
	exists = frappe.db.exists(shipped.doctype, shipped.name)
	if ledger.is_new() and not exists:
		return _record(ledger, shipped, _write(shipped, frappe.new_doc(shipped.doctype)))
	if not exists:
		return _keep(ledger, "Deleted")
	doc = frappe.get_doc(shipped.doctype, shipped.name)
	untouched = files.digest(doc.as_dict()) == ledger.shipped_hash
	if ledger.source_hash == shipped.digest:
		return _keep(ledger, "As Shipped" if untouched else "Edited")
	if untouched:
		return _record(ledger, shipped, _write(shipped, doc))
	return _keep(ledger, "Update Available")


def remove_all():
	"""Delete every record the ledger knows and the ledger itself (before_uninstall)."""
	# acts for itself: the app is being removed by who administers the site
	for row in frappe.get_all(LEDGER, fields=["name", "record_doctype", "record_name"]):
		frappe.delete_doc_if_exists(row.record_doctype, row.record_name, force=True)
		frappe.delete_doc(LEDGER, row.name)


def _ledger(shipped: files.ShippedFile):
	name = frappe.db.get_value(LEDGER, {"record_doctype": shipped.doctype, "record_name": shipped.name})
	if name:
		return frappe.get_doc(LEDGER, name)
	ledger = frappe.new_doc(LEDGER)
	ledger.update({"record_doctype": shipped.doctype, "record_name": shipped.name, "source": shipped.source})
	return ledger


def _write(shipped: files.ShippedFile, doc):
	doc.update({key: value for key, value in shipped.content.items() if key != "doctype"})
	if doc.is_new():
		doc.insert(set_name=shipped.name)
	else:
		doc.save()
	return doc


def _record(ledger, shipped: files.ShippedFile, doc) -> str:
	doc.reload()
	ledger.update(
		{
			"source": shipped.source,
			"source_hash": shipped.digest,
			"shipped_hash": files.digest(doc.as_dict()),
			"shipped_on": now_datetime(),
		}
	)
	return _keep(ledger, "As Shipped")


def _keep(ledger, status: str) -> str:
	ledger.status = status
	ledger.save()
	return status
