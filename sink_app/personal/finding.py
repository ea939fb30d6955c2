"""Finding the record behind a complete number, for who may read it (hook `access_search_exact`).

Nothing tells a number that nobody has from one whose holder is out of reach, and a part of one finds nothing.
"""

import frappe
from frappe import _

from sink_app.personal import declaration, vault

MOST_AN_HOUR = 120
"""Numbers that one user may look for in an hour: an office at its desk, not a list that is tried out."""
HOUR = 3600


def holders(doctype: str, typed: str) -> list[str]:
	"""The records of a DocType that hold the complete number typed; the caller shows whom it may."""
	found = []
	for field, kind in declaration.kept_fields(doctype).items():
		number = kind.clean(typed)
		if not kind.is_right(number):
			continue
		vault.forget_asked(typed, kind.mask(number))
		if _is_posted() and _is_within_limit():
			found += vault.holders(doctype, field, number)
	return found


@frappe.whitelist(methods=["POST"])
def find(doctype: str, number: str) -> list[dict[str, str]]:
	"""The readable records that hold a complete number, as {name, title}."""
	if not frappe.has_permission(doctype, "read"):
		raise frappe.PermissionError
	names = holders(doctype, number)
	title = frappe.get_meta(doctype).get_title_field()
	filters = {"name": ("in", names or [""])}
	return frappe.get_list(doctype, filters=filters, fields=["name", f"{title} as title"], order_by="name")


def _is_posted() -> bool:
	"""Whether the number stands in no address that a server writes into its log."""
	return not frappe.request or frappe.request.method == "POST"


def _is_within_limit() -> bool:
	key = frappe.cache.make_key(f"sink_number_search:{frappe.session.user}")
	asked = frappe.cache.incr(key)
	if asked == 1:
		frappe.cache.expire(key, HOUR)
	if asked > MOST_AN_HOUR:
		frappe.msgprint(_("You have looked for many numbers. Please go on in an hour."))
	return asked <= MOST_AN_HOUR
