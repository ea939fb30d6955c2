"""Doing something as the user whose work it is, so that the app's own rules decide."""

from contextlib import contextmanager

import frappe


@contextmanager
def acting_as(user: str):
	"""Act as a user, then again as who acted before."""
	before = frappe.session.user
	# acts for itself: the demo gives up Administrator's rights here, it gains none
	frappe.set_user(user)
	try:
		yield
	finally:
		# acts for itself: back to who ran the demo
		frappe.set_user(before)
