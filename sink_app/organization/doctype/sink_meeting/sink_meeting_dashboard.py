from frappe import _


def get_data():
	"""What came of a meeting (form dashboard)."""
	return {
		"fieldname": "meeting",
		"transactions": [{"label": _("Came of It"), "items": ["Sink Issue", "Sink Notice"]}],
	}
