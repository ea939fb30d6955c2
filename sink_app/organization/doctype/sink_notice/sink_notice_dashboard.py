from frappe import _


def get_data():
	"""What readers wrote to a notice (form dashboard)."""
	return {"fieldname": "notice", "transactions": [{"label": _("Feedback"), "items": ["Sink Issue"]}]}
