"""Times are told to the minute on the sites of an earlier version, unless an office chose otherwise."""

import frappe

SETTINGS, FIELD = "System Settings", "time_format"
SECONDS, MINUTES = "HH:mm:ss", "HH:mm"


def execute():
	"""Where the framework's own value stands; what an office chose of the others stays."""
	if frappe.db.get_single_value(SETTINGS, FIELD) in (None, "", SECONDS):
		frappe.db.set_single_value(SETTINGS, FIELD, MINUTES)
		frappe.clear_cache()
