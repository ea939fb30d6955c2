from frappe import _


def get_data():
	"""The orders of a demand, on its form."""
	return {"fieldname": "demand", "transactions": [{"label": _("Orders"), "items": ["Sink Order"]}]}
