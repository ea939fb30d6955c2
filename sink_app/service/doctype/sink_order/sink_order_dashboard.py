from frappe import _


def get_data():
	"""Who takes an order and how it was rated, on its form."""
	return {
		"fieldname": "service_order",
		"non_standard_fieldnames": {"Sink Satisfaction": "reference_name"},
		"dynamic_links": {"reference_name": ["Sink Order", "reference_doctype"]},
		"transactions": [
			{"label": _("Who Takes It"), "items": ["Sink Order Claim"]},
			{"label": _("How It Went"), "items": ["Sink Satisfaction"]},
		],
	}
