from frappe import _


def get_data() -> dict:
	"""The contacts with a key household, on its form."""
	return {
		"fieldname": "household",
		"transactions": [{"label": _("Contacts"), "items": ["Sink Household Contact"]}],
	}
