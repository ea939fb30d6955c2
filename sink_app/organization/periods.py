"""Records that count from one date to another."""

import frappe
from frappe import _
from frappe.utils import getdate


class EndsBeforeStart(frappe.ValidationError):
	pass


def check_order(doc):
	"""Refuse an end that lies before the start; an empty end means «until further notice»."""
	if doc.to_date and getdate(doc.to_date) < getdate(doc.from_date):
		frappe.throw(_("«To Date» lies before «From Date»."), EndsBeforeStart)


def overlap(one, other) -> bool:
	"""Whether two records count on the same day."""
	one_ended = one.to_date and getdate(one.to_date) < getdate(other.from_date)
	other_ended = other.to_date and getdate(other.to_date) < getdate(one.from_date)
	return not (one_ended or other_ended)
