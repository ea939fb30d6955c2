"""The app's roles: kept as a fixture, removed with the app."""

import frappe

PREFIX = "Sink "


def remove():
	"""Take the app's roles, workflow states and actions away from users and from the site."""
	# acts for itself: the app is being removed by who administers the site
	for role in frappe.get_all("Role", filters={"name": ("like", f"{PREFIX}%")}, pluck="name"):
		frappe.db.delete("Has Role", {"role": role})
		frappe.delete_doc("Role", role)
