"""Times are told to the minute on the sites of an earlier version, unless an office chose otherwise."""

import frappe

SETTINGS, FIELD = "System Settings", "time_format"
SECONDS, MINUTES = "HH:mm:ss", "HH:mm"


def execute():
	"""Where the framework's own value stands; what an office chose of the others stays."""
	chosen = frappe.db.get_single_value(SETTINGS, FIELD)
	if chosen in (None, "", SECONDS):
		chosen = MINUTES
		frappe.db.set_single_value(SETTINGS, FIELD, chosen)
	# the Desk reads the default that saving the settings leaves
	frappe.db.set_default(FIELD, chosen)
	frappe.clear_cache()
