from frappe import _


def get_data():
	"""Who has taken rows of a list on, on its form."""
	return {
		"fieldname": "demand_list",
		"transactions": [{"label": _("Taken On by"), "items": ["Sink List Claim"]}],
	}
