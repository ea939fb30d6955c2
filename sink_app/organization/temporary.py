"""Temporary party organizations: gone from choices when they are dissolved, never from the records."""

import frappe
from frappe.utils import getdate, nowdate


def is_over(organization) -> bool:
	"""Whether a temporary organization has been dissolved by today."""
	return bool(organization.dissolved_on) and getdate(organization.dissolved_on) <= getdate(nowdate())


def hide_dissolved():
	"""Take those whose day has come out of every choice (hook: daily); links, lists and reports keep them."""
	# acts for itself: a job looks after every organization
	for name in frappe.get_all(
		"Sink Organization",
		filters={"is_temporary": 1, "disabled": 0, "dissolved_on": ("<=", nowdate())},
		pluck="name",
		order_by="creation asc",
	):
		frappe.get_doc("Sink Organization", name).save()
