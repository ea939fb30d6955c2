from frappe import _


def get_data() -> dict:
	"""The registration that carries this one on, and the changes that speak of it."""
	return {
		"fieldname": "continues",
		"non_standard_fieldnames": {"Sink Registration Change": "registration"},
		"transactions": [
			{"label": _("Carried On"), "items": ["Sink Registration", "Sink Registration Change"]},
		],
	}
