from frappe import _


def get_data():
	"""What a supervision group gave (form dashboard)."""
	return {
		"fieldname": "supervision_group",
		"transactions": [{"label": _("Given"), "items": ["Sink Stand"]}],
	}
