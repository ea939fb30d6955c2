from frappe import _


def get_data():
	"""Who holds a post, on its form."""
	return {
		"fieldname": "position",
		"transactions": [{"label": _("Held by"), "items": ["Sink Position Assignment"]}],
	}
