from frappe import _


def get_data():
	"""What the public said of a commitment, on its form."""
	return {
		"fieldname": "commitment",
		"transactions": [{"label": _("Feedback by the Public"), "items": ["Sink Commitment Feedback"]}],
	}
