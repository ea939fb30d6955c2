from frappe import _


def get_data() -> dict:
	"""The shifts of a roster."""
	return {
		"fieldname": "roster",
		"transactions": [{"label": _("Shifts"), "items": ["Sink Duty Shift"]}],
	}
