from frappe import _


def get_data() -> dict:
	"""Who was called in an emergency, on its form."""
	return {
		"fieldname": "emergency",
		"transactions": [{"label": _("Roll-Call"), "items": ["Sink Emergency Response"]}],
	}
