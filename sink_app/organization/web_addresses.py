"""Addresses that people type and others follow."""

from urllib.parse import urlsplit

import frappe
from frappe import _


class AddressInvalid(frappe.ValidationError):
	pass


def check(doc, field: str):
	"""Refuse what is no address of a page: a link that a form shows must lead nowhere else."""
	address = (doc.get(field) or "").strip()
	doc.set(field, address)
	if not address:
		return
	parts = urlsplit(address)
	if parts.scheme not in ("http", "https") or not parts.netloc:
		frappe.throw(
			_("«{0}»: please enter an address that begins with https:// or http://.").format(
				_(doc.meta.get_label(field))
			),
			AddressInvalid,
		)
