"""The page of a rating link: whoever holds it says once how the service went."""

import frappe
from frappe import _
from frappe.rate_limiter import rate_limit

from sink_app.service.orders import rating

PER_HOUR = 20


@frappe.whitelist(allow_guest=True, methods=["POST"])
@rate_limit(limit=PER_HOUR, seconds=60 * 60)
def rate(key: str, score: str, words: str = "") -> str:
	"""Keep a resident's rating; the key counts once."""
	rating.rate(key, score, words)
	return _("Thank you. Your words have reached the community.")
