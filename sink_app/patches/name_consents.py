import frappe

CONSENT = "Sink Project Consent"
RENAMED = {"Given": "Agreed", "Refused": "Not Agreed"}


def execute():
	"""Say of a consent what the unit said: the old words meant something else elsewhere in the app."""
	for before, after in RENAMED.items():
		frappe.db.set_value(CONSENT, {"status": before}, "status", after, update_modified=False)
