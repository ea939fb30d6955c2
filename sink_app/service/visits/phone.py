"""重点对象联系 on the member's phone page: whom to call or see, and how they are."""

import frappe
from frappe import _
from frappe.utils import formatdate, getdate, nowdate

from sink_app.registration.own import own_member

HOUSEHOLD, CONTACT = "Sink Key Household", "Sink Household Contact"
METHODS = ("Phone Call", "Visit")


@frappe.whitelist()
def households() -> list[dict]:
	"""The key households that are the member's to keep contact with, the next due first."""
	member = own_member()
	rows = frappe.get_list(
		HOUSEHOLD,
		filters={"member": member.name, "ended": 0},
		fields=["name", "recipient", "reasons", "address", "area", "method", "next_due", "last_contact"],
		order_by="next_due asc",
	)
	return [_card(row) for row in rows]


@frappe.whitelist(methods=["POST"])
def contact(household: str, method: str, result: str, needs_help: int = 0) -> list[dict]:
	"""Note a contact made today; returns the households as they stand then."""
	member = own_member()
	frappe.get_doc(
		{
			"doctype": CONTACT,
			"household": household,
			"member": member.name,
			"method": method,
			"result": result,
			"needs_help": needs_help,
		}
	).insert()
	return households()


def _card(row) -> dict:
	is_due = getdate(row.next_due) <= getdate(nowdate())
	return {
		"name": row.name,
		"recipient": row.recipient,
		"reasons": row.reasons or "",
		"place": " · ".join(
			filter(None, (frappe.get_cached_value("Sink Area", row.area, "title"), row.address))
		),
		"method": _(row.method),
		"is_due": is_due,
		"due": _("Due since {0}").format(formatdate(row.next_due))
		if is_due
		else _("Next on {0}").format(formatdate(row.next_due)),
		"last": _("Last contact on {0}").format(formatdate(row.last_contact)) if row.last_contact else "",
		"methods": [
			{"value": each, "label": _(each)} for each in sorted(METHODS, key=lambda way: way != row.method)
		],
	}
