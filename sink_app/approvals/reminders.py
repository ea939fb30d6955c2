"""Reminding people in the app, never twice for the same thing and never by mail."""

import hashlib

import frappe
from frappe.utils import now_datetime

LEDGER = "Sink Reminder"


def once(kind: str, user: str, day: str, doctype: str | None = None, name: str | None = None) -> bool:
	"""Whether this is the first time: notes it in the ledger if so. `day` is what makes it another time."""
	parts = "\0".join((kind, user, str(day), doctype or "", name or ""))
	key = hashlib.sha256(parts.encode()).hexdigest()[:20]
	if frappe.db.exists(LEDGER, key):
		return False
	entry = frappe.new_doc(LEDGER)
	entry.update(
		{
			"key": key,
			"kind": kind,
			"user": user,
			"on_date": now_datetime().date(),
			"reference_doctype": doctype,
			"reference_name": name,
		}
	)
	entry.name = key
	try:
		entry.db_insert()
	except frappe.DuplicateEntryError:
		# somebody else was quicker by a moment
		return False
	return True


def tell(user: str, subject: str, doctype: str | None = None, name: str | None = None, text: str = ""):
	"""Put a line into somebody's notifications; the kind used is one that the framework sends no mail for."""
	entry = frappe.new_doc("Notification Log")
	entry.update(
		{
			"type": "Alert",
			"for_user": user,
			"from_user": frappe.session.user,
			"subject": subject,
			"email_content": text,
			"document_type": doctype,
			"document_name": name,
		}
	)
	# acts for itself: the app writes into people's notifications, as the framework does
	entry.insert(ignore_permissions=True)
