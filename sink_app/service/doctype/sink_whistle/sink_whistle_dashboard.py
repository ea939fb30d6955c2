from frappe import _


def get_data() -> dict:
	"""Who was called to help with a whistle, on its form."""
	return {
		"fieldname": "whistle",
		"transactions": [{"label": _("Called to Help"), "items": ["Sink Whistle Call"]}],
	}
